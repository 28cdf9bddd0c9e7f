using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Steward.Kernel;

/// <summary>
/// Takes changes back, all or nothing: in reverse order, each row from its after to its before. Piece by piece, so that a change of
/// many thousands of rows needs neither as many questions nor as much memory.
/// </summary>
internal sealed class Undo(Database database, Catalogue catalogue)
{
    private const int Piece = 1000;

    private readonly Changes journal = new(database);
    private readonly Dictionary<(string, Guid), TenantEntity?> rows = [];
    private readonly Dictionary<(string, Guid), TenantEntity> gone = [];
    private readonly HashSet<(string, Guid)> taken = [];
    private readonly HashSet<(string, Guid)> leaving = [];
    private readonly HashSet<(string Entity, Guid Id)> holders = [];
    private readonly HashSet<string> managed = [];
    private readonly List<UndoConflict> conflicts = [];
    private OthersRows? others;

    public async Task<UndoResult> Take(IReadOnlyList<Change> changes, OperationContext context, CancellationToken ct)
    {
        foreach (var change in changes)
            CheckAllowed(change, context.Caller);

        var piece = new List<RowChange>();
        await foreach (var row in Backwards(changes, ct))
        {
            piece.Add(row);
            if (piece.Count == Piece)
                await TakeBack(piece, context, ct);
        }
        await TakeBack(piece, context, ct);
        foreach (var left in leaving.GroupBy(row => row.Item1, row => row.Item2))
            await CheckDependents(database.Entities.Of(left.Key), [.. left], context.Tenant, ct);
        if (conflicts is not [])
            throw Conflict();
        await CheckHolders(context.Caller, ct);

        // Whoever takes this undo back needs the rights of what it took back.
        context.Called(changes.SelectMany(change => change.Operations).Where(name => !IsUndo(name)).Distinct());
        context.Raise(new ChangesUndone([.. changes.Select(change => change.Id)]));
        return new([.. changes.Select(change => change.Id)], taken.Count);
    }

    private async IAsyncEnumerable<RowChange> Backwards(
        IReadOnlyList<Change> changes,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (
            var change in changes.OrderByDescending(
                change => FeedPosition.Of(change),
                Comparer<FeedPosition>.Create(Compare)
            )
        )
        {
            var (number, page) = (int.MaxValue, change.Rows.OrderByDescending(row => row.Number).ToList());
            do
            {
                if (change.IsLarge)
                    page = await journal.RowsBefore(change, number, Piece, ct);
                foreach (var row in page)
                    yield return row.View();
                number = page is [.., var last] ? last.Number : 0;
            } while (change.IsLarge && number > 0);
        }
    }

    private async Task TakeBack(List<RowChange> piece, OperationContext context, CancellationToken ct)
    {
        foreach (var kind in piece.GroupBy(row => row.Entity, row => row.Id))
        {
            var entity = database.Entities.Of(kind.Key);
            foreach (var id in kind)
                rows[(kind.Key, id)] = null;
            foreach (var row in await entity.Find(database, context.Tenant, [.. kind.Distinct()], ct))
                rows[(kind.Key, row.Id)] = row;
        }
        others ??= new(database.Entities, database.Context, context.Caller);
        foreach (var row in piece)
            if (others.Hold(row))
                TakeAlong(row, context.Caller);
            else
                TakeBack(row, context);
        if (conflicts is not [])
            throw Conflict();
        // The dependents are asked of the database, which so must know what was done; its own constraints wait for the commit.
        await context.Flush(ct);
        piece.Clear();
        rows.Clear();
        gone.Clear();
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
        foreach (var name in change.Operations)
        {
            if (catalogue.Find(name) is not { } operation)
                throw RefusalException.Conflict("never_undone", $"{name} is of an older Steward and cannot be undone.");
            if ((operation.NeverUndone ?? (operation.IsAnonymous ? "nobody had signed in." : null)) is { } why)
                throw RefusalException.Conflict("never_undone", $"{operation.Title} cannot be undone: {why}");
            Gate.Check(operation, caller);
            if (change.UserId != caller.User)
                managed.UnionWith(
                    operation
                        .Resources.Select(input => input.Resource!)
                        .Where(resource => resource.Access is Access.Manage)
                        .Select(resource => resource.Entity)
                );
        }
        if (change.Rows is [])
            throw RefusalException.Conflict(
                "nothing_to_undo",
                $"'{change.Summary}' changed no row that could be put back."
            );
    }

    private void TakeBack(RowChange change, OperationContext context)
    {
        var entity = database.Entities.Of(change.Entity);
        if (change is { Before: null, After: null })
        {
            conflicts.Add(new(change.Entity, change.Id, "forgotten", "What it was is no longer kept."));
            return;
        }

        taken.Add((change.Entity, change.Id));
        var row = rows[(change.Entity, change.Id)];
        if (!IsAsLeft(entity, row, change.After))
            conflicts.Add(UndoConflict.Since(change, entity, isGone: row is null));
        else if (change.Before is not { } before)
            Delete(entity, row!, context.Caller);
        else if (row is null)
            Bring(entity, change, before, context.Caller);
        else
            Restore(entity, row, before, context.Caller);
    }

    /// <summary>What goes along, of others: neither counted nor in the way, as nothing of it may be told.</summary>
    private void TakeAlong(RowChange change, Caller caller)
    {
        var entity = database.Entities.Of(change.Entity);
        var row = rows[(change.Entity, change.Id)];
        if (change is { Before: null, After: not null })
        {
            if (row is not null)
                Delete(entity, row, caller);
        }
        else if (change.Before is { } before && IsAsLeft(entity, row, change.After))
        {
            if (row is null)
                Bring(entity, change, before, caller);
            else
                Restore(entity, row, before, caller);
        }
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
        gone[(entity.Name, row.Id)] = row;
        leaving.Add((entity.Name, row.Id));
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
        holders.UnionWith(entity.StandsIn(row));
        rows[(entity.Name, change.Id)] = database.Bring(row, gone.GetValueOrDefault((entity.Name, change.Id)));
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
        holders.UnionWith(entity.StandsIn(row));
    }

    /// <summary>
    /// Undo writes rows, so it is held by the same rule as any other writing, and what others did to manage a row is taken back by
    /// who may manage it.
    /// </summary>
    private void CheckMay(EntityInfo entity, Access access, TenantEntity row, Caller caller)
    {
        if (!entity.May(caller, managed.Contains(entity.Name) ? Access.Manage : access, row))
            throw RefusalException.Forbidden(
                "not_allowed",
                $"You may see this {entity.Name}, but not change it; ask who may to undo this."
            );
    }

    /// <summary>Nobody puts a row where he does not see it. Asked when all that the rows stand in is as it will be.</summary>
    private async Task CheckHolders(Caller caller, CancellationToken ct)
    {
        foreach (var kind in holders.GroupBy(one => one.Entity, one => one.Id))
        foreach (var some in kind.Chunk(10 * Piece))
        {
            var (visible, standing) = await database.Entities.Of(kind.Key).Sort(database, caller, some, ct);
            if (visible.Count < standing.Count)
                throw RefusalException.Forbidden(
                    "not_allowed",
                    "Some of it would come back to where you do not see it; ask who does to undo this."
                );
        }
    }

    /// <summary>Asked when all rows are as they will be, so that what leaves together does not stand in its own way.</summary>
    private async Task CheckDependents(EntityInfo entity, Guid[] ids, TenantId tenant, CancellationToken ct)
    {
        foreach (var some in ids.Chunk(10 * Piece))
        foreach (
            var on in (await database.Dependents(entity, tenant, some, ct)).GroupBy(one => one.On, one => one.Dependent)
        )
            conflicts.Add(
                new(
                    entity.Name,
                    on.Key,
                    "has_dependents",
                    $"Others depend on the {entity.Name} {on.Key}: {string.Join(", ", on.Take(5))}."
                )
            );
    }

    private static bool IsUndo(string operation) => operation is "undo_change" or "undo_changes";

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
