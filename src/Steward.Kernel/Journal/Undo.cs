using System.Text.Json;

namespace Steward.Kernel;

/// <summary>Takes changes back, all or nothing: in reverse order, each row from its after to its before.</summary>
internal sealed class Undo(Database database, Catalogue catalogue)
{
    private readonly Dictionary<(string, Guid), TenantEntity?> rows = [];
    private readonly Dictionary<(string, Guid), (EntityInfo Entity, TenantEntity Row)> leaving = [];
    private readonly List<UndoConflict> conflicts = [];

    public async Task<UndoResult> Take(IReadOnlyList<Change> changes, OperationContext context, CancellationToken ct)
    {
        foreach (var change in changes)
            CheckAllowed(change, context.Caller);

        var backwards = changes
            .OrderByDescending(change => FeedPosition.Of(change), Comparer<FeedPosition>.Create(Compare))
            .SelectMany(change => change.Rows.OrderByDescending(row => row.Number))
            .ToList();
        foreach (var row in backwards)
            await TakeBack(row.View(), context, ct);
        foreach (var (entity, row) in leaving.Values)
            await CheckDependents(entity, row, ct);
        if (conflicts is not [])
            throw Conflict();

        // Whoever takes this undo back needs the rights of what it took back.
        context.Called(changes.SelectMany(change => change.Operations).Where(name => !IsUndo(name)).Distinct());
        context.Raise(new ChangesUndone([.. changes.Select(change => change.Id)]));
        return new([.. changes.Select(change => change.Id)], rows.Count);
    }

    private void CheckAllowed(Change change, Caller caller)
    {
        var isOwnRun =
            change.RunId is not null
            && change.RunId == caller.RunId
            && change.Agent == caller.Agent
            && change.UserId == caller.User;
        if (caller.Kind is CallerKind.Agent && !isOwnRun)
            throw RefusalException.Forbidden(
                "not_own_run",
                "An agent undoes what it did itself in this run, nothing else. Ask a person."
            );
        if (change.Rows is [])
            throw RefusalException.Conflict(
                "nothing_to_undo",
                $"'{change.Summary}' changed no row that could be put back."
            );
        foreach (var name in change.Operations)
        {
            if (catalogue.Find(name) is not { } operation)
                throw RefusalException.Conflict("never_undone", $"{name} is of an older Steward and cannot be undone.");
            if ((operation.NeverUndone ?? (operation.IsAnonymous ? "nobody had signed in." : null)) is { } why)
                throw RefusalException.Conflict("never_undone", $"{operation.Title} cannot be undone: {why}");
            Gate.Check(operation, caller);
        }
    }

    private async Task TakeBack(RowChange change, OperationContext context, CancellationToken ct)
    {
        var entity = database.Entities.Of(change.Entity);
        if (change is { Before: null, After: null })
        {
            conflicts.Add(new(change.Entity, change.Id, "forgotten", "What it was is no longer kept."));
            return;
        }

        var row = await Current(entity, change.Id, context, ct);
        if (!IsAsLeft(entity, row, change.After))
            conflicts.Add(
                new(
                    change.Entity,
                    change.Id,
                    row is null ? "deleted_since" : "changed_since",
                    Sentence(entity, row, change)
                )
            );
        else if (change.Before is not { } before)
            Delete(entity, row!, context.Caller);
        else if (row is null)
            Bring(entity, change, before, context.Caller);
        else
            Restore(entity, row, before, context.Caller);
    }

    private async Task<TenantEntity?> Current(
        EntityInfo entity,
        Guid id,
        OperationContext context,
        CancellationToken ct
    )
    {
        if (!rows.TryGetValue((entity.Name, id), out var row))
            rows[(entity.Name, id)] = row = await entity.Find(database, context.Tenant, id, ct);
        return row;
    }

    private bool IsAsLeft(EntityInfo entity, TenantEntity? row, JsonElement? after)
    {
        if (row is null || after is null)
            return row is null && after is null;
        var now = entity.Image(database.Context.Entry(row).CurrentValues);
        return entity
            .Fields.Where(field => !field.IsBookkeeping && !field.IsSecret)
            .All(field =>
                now.TryGetProperty(field.Name, out var is_)
                && (
                    after.Value.TryGetProperty(field.Name, out var was)
                        ? JsonElement.DeepEquals(is_, was)
                        : is_.ValueKind is JsonValueKind.Null
                )
            );
    }

    private void Delete(EntityInfo entity, TenantEntity row, Caller caller)
    {
        CheckMay(entity, Access.Delete, row, caller);
        database.Remove(row);
        rows[(entity.Name, row.Id)] = null;
        leaving[(entity.Name, row.Id)] = (entity, row);
    }

    private void Bring(EntityInfo entity, RowChange change, JsonElement before, Caller caller)
    {
        var row = entity.Materialize(database.Context, caller.Tenant, before);
        CheckMay(entity, Access.Delete, row, caller);
        if (entity.LosesSecret)
            conflicts.Add(
                new(
                    change.Entity,
                    change.Id,
                    "secret_forgotten",
                    $"The {entity.Name} had a secret, which was not kept."
                )
            );
        rows[(entity.Name, change.Id)] = database.Bring(row);
        leaving.Remove((entity.Name, change.Id));
    }

    private void Restore(EntityInfo entity, TenantEntity row, JsonElement before, Caller caller)
    {
        CheckMay(entity, Access.Write, row, caller);
        var entry = database.Context.Entry(row);
        foreach (
            var field in entity.Fields.Where(field =>
                !field.IsBookkeeping && !field.IsSecret && !field.Property.IsPrimaryKey()
            )
        )
            if (before.TryGetProperty(field.Name, out var was))
                entry.Property(field.Property.Name).CurrentValue = field.Read(was);
    }

    /// <summary>Undo writes rows, so it is held by the same rule as any other writing.</summary>
    private static void CheckMay(EntityInfo entity, Access access, TenantEntity row, Caller caller)
    {
        if (!entity.May(caller, access, row))
            throw RefusalException.Forbidden(
                "not_allowed",
                $"You may see this {entity.Name}, but not change it; ask who may to undo this."
            );
    }

    /// <summary>Asked when all rows are as they will be, so that what leaves together does not stand in its own way.</summary>
    private async Task CheckDependents(EntityInfo entity, TenantEntity row, CancellationToken ct)
    {
        var dependents = await database.Dependents(entity, row, ct);
        if (dependents is not [])
            conflicts.Add(
                new(
                    entity.Name,
                    row.Id,
                    "has_dependents",
                    $"Others depend on the {entity.Name} {row.Id}: {string.Join(", ", dependents)}."
                )
            );
    }

    private static bool IsUndo(string operation) => operation is "undo_change" or "undo_changes";

    private static string Sentence(EntityInfo entity, TenantEntity? row, RowChange change)
    {
        var image = change.After ?? change.Before;
        var name =
            entity.Label is { } label && image!.Value.TryGetProperty(label.Name, out var text)
                ? $"'{text}'"
                : change.Id.ToString();
        return row is null
            ? $"The {entity.Name} {name} was deleted since."
            : $"The {entity.Name} {name} was changed since.";
    }

    private RefusalException Conflict() =>
        new(
            RefusalKind.Conflict,
            "undo_conflict",
            "Nothing was undone: "
                + string.Join(" ", conflicts.Take(5).Select(conflict => conflict.Message))
                + " Undo the later changes first, or mend it by hand."
        )
        {
            Params = new Dictionary<string, object?> { ["conflicts"] = conflicts },
        };

    private static int Compare(FeedPosition a, FeedPosition b) =>
        (a.Epoch, a.Xid, a.Number).CompareTo((b.Epoch, b.Xid, b.Number));
}

/// <summary>Why a row could not be put back: changed_since, deleted_since, has_dependents, forgotten.</summary>
public sealed record UndoConflict(string Entity, Guid Id, string Reason, string Message);
