namespace Steward.Kernel;

/// <summary>
/// Who may read a change: whoever may see every row it touched, by the entities' own rules. The same for lists, the live feed,
/// webhooks and undo. A change without rows is its actor's, and those' who run the tenant.
/// </summary>
internal sealed class ChangeAccess(Database database)
{
    /// <summary>Of what rows that are gone stood in, whether it stands and whether the caller sees it: asked once for many.</summary>
    private readonly Dictionary<(string Entity, Guid Id), (bool Stands, bool IsSeen)> holders = [];
    private readonly Dictionary<EntityInfo, Func<TenantEntity, bool>> rules = [];

    public async Task<List<Change>> Visible(IReadOnlyList<Change> changes, Caller caller, CancellationToken ct)
    {
        var byId = changes.ToDictionary(change => change.Id);
        var hidden = new HashSet<Guid>();
        foreach (var change in changes.Where(change => change.IsLarge))
            if (!await IsWholeInSight(change, caller, ct))
                hidden.Add(change.Id);
        var small = changes.Where(change => !change.IsLarge);
        foreach (var touched in small.SelectMany(change => change.Rows).GroupBy(row => row.Entity))
            hidden.UnionWith(await Hidden(touched.Key, [.. touched], byId, caller, ct));
        return
        [
            .. changes.Where(change => !hidden.Contains(change.Id) && (change.Rows is not [] || IsOwn(change, caller))),
        ];
    }

    /// <summary>
    /// Of thousands of rows the database counts those in sight. Where some are gone, no image of each is asked: only who made the
    /// change goes on seeing it.
    /// </summary>
    private async Task<bool> IsWholeInSight(Change change, Caller caller, CancellationToken ct)
    {
        var rows = new Changes(database).RowsOf(change);
        var kinds = await rows.GroupBy(row => row.Entity)
            .Select(group => new { Name = group.Key, Count = group.Count() })
            .ToListAsync(ct);
        foreach (var kind in kinds)
        {
            if (
                database.Entities.Find(kind.Name) is not { } entity
                || (entity.ReadScope is { } scope && !caller.Scopes.Contains(scope))
            )
                return false;
            var ids = rows.Where(row => row.Entity == kind.Name).Select(row => row.RowId);
            var (visible, standing) = await entity.Count(database, caller, ids, ct);
            var mayBeGone = change.UserId == caller.User || entity.IsShared(caller, database.Entities);
            if (visible < standing || (standing < kind.Count && !mayBeGone))
                return false;
        }
        return true;
    }

    /// <summary>The ids of the changes that touched a row which the caller may not see.</summary>
    private async Task<IEnumerable<Guid>> Hidden(
        string name,
        IReadOnlyList<ChangedRow> touched,
        Dictionary<Guid, Change> changes,
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
        var hidden = touched
            .Where(row => standing.Contains(row.RowId) && !visible.Contains(row.RowId))
            .Select(row => row.ChangeId)
            .ToHashSet();
        var gone = touched.Where(row => !standing.Contains(row.RowId)).ToList();
        await Ask(
            gone.Select(row => Image(entity, row, caller)).OfType<TenantEntity>().SelectMany(entity.StandsIn),
            caller,
            ct
        );
        foreach (var row in gone.Where(row => !hidden.Contains(row.ChangeId)))
            if (!await WasVisible(entity, row, changes[row.ChangeId], caller, ct))
                hidden.Add(row.ChangeId);
        return hidden;
    }

    private async Task Ask(IEnumerable<(string Entity, Guid Id)> wanted, Caller caller, CancellationToken ct)
    {
        foreach (
            var kind in wanted
                .Where(one => !holders.ContainsKey(one))
                .Distinct()
                .ToLookup(one => one.Entity, one => one.Id)
        )
        {
            var (visible, standing) = await database.Entities.Of(kind.Key).Sort(database, caller, [.. kind], ct);
            foreach (var id in kind)
                holders[(kind.Key, id)] = (standing.Contains(id), visible.Contains(id));
        }
    }

    /// <summary>The row is gone; its last image tells who could see it, as long as it is kept.</summary>
    private async Task<bool> WasVisible(
        EntityInfo entity,
        ChangedRow row,
        Change change,
        Caller caller,
        CancellationToken ct
    )
    {
        if (Image(entity, row, caller) is not { } was)
            return entity.IsShared(caller, database.Entities) || change.UserId == caller.User;
        if (!rules.TryGetValue(entity, out var rule))
            rules[entity] = rule = entity.OwnRule(caller);
        if (!rule(was))
            return false;
        foreach (var (name, id) in entity.StandsIn(was))
        {
            var holder = database.Entities.Of(name);
            await Ask([(name, id)], caller, ct);
            var isSeen =
                holders[(name, id)].Stands ? holders[(name, id)].IsSeen
                // It is gone too: with this change, whose images tell of it, or since, and then who did this knows it.
                : change.Rows.FirstOrDefault(other => other.Entity == name && other.RowId == id) is { } gone
                    ? await WasVisible(holder, gone, change, caller, ct)
                : holder.IsShared(caller, database.Entities) || change.UserId == caller.User;
            if (!isSeen)
                return false;
        }
        return true;
    }

    private TenantEntity? Image(EntityInfo entity, ChangedRow row, Caller caller) =>
        row.View() is var view && (view.After ?? view.Before) is { } image
            ? entity.Materialize(database.Context, caller.Tenant, image)
            : null;

    private static bool IsOwn(Change change, Caller caller) =>
        change.UserId == caller.User || caller.Scopes.Contains(Scopes.ManageTenant);
}
