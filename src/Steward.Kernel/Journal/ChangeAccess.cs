namespace Steward.Kernel;

/// <summary>
/// Who may read a change: whoever may see every row it touched, by the entities' own rules. The same for lists, the live feed,
/// webhooks and undo. A change without rows is its actor's, and those' who run the tenant.
/// </summary>
internal sealed class ChangeAccess(Database database)
{
    public async Task<List<Change>> Visible(IReadOnlyList<Change> changes, Caller caller, CancellationToken ct)
    {
        var hidden = new HashSet<Guid>();
        foreach (var touched in changes.SelectMany(change => change.Rows).GroupBy(row => row.Entity))
            hidden.UnionWith(await Hidden(touched.Key, [.. touched], caller, ct));
        return
        [
            .. changes.Where(change => !hidden.Contains(change.Id) && (change.Rows is not [] || IsOwn(change, caller))),
        ];
    }

    /// <summary>The ids of the changes that touched a row which the caller may not see.</summary>
    private async Task<IEnumerable<Guid>> Hidden(
        string name,
        IReadOnlyList<ChangedRow> touched,
        Caller caller,
        CancellationToken ct
    )
    {
        if (
            database.Entities.Find(name) is not { } entity
            || (entity.ReadScope is { } scope && !caller.Scopes.Contains(scope))
        )
            return touched.Select(row => row.ChangeId);

        var (visible, standing) = await entity.Sort(
            database,
            caller,
            [.. touched.Select(row => row.RowId).Distinct()],
            ct
        );
        return touched
            .Where(row => !(standing.Contains(row.RowId) ? visible.Contains(row.RowId) : WasVisible(row)))
            .Select(row => row.ChangeId);

        // The row is gone; its last image tells who could see it, as long as it is kept.
        bool WasVisible(ChangedRow row) =>
            row.View() is var view && (view.After ?? view.Before) is { } image
                ? entity.IsVisible(caller, entity.Materialize(database.Context, caller.Tenant, image))
                : entity.IsShared(caller) || caller.Scopes.Contains(Scopes.ManageTenant);
    }

    private static bool IsOwn(Change change, Caller caller) =>
        change.UserId == caller.User || caller.Scopes.Contains(Scopes.ManageTenant);
}
