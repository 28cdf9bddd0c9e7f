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

    /// <param name="changes">Of which to tell.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <param name="leavesOut">
    /// Rows that only go along with others hide no change: those that the caller does not see are marked, to be left out of what he
    /// reads. A change of nothing else is hidden.
    /// </param>
    public async Task<List<Change>> Visible(
        IReadOnlyList<Change> changes,
        Caller caller,
        CancellationToken ct,
        bool leavesOut = false
    )
    {
        var byId = changes.ToDictionary(change => change.Id);
        var hidden = new HashSet<Guid>();
        foreach (var change in changes.Where(change => change.IsLarge))
            if (!await IsWholeInSight(change, caller, leavesOut, ct))
                hidden.Add(change.Id);
        var small = changes.Where(change => !change.IsLarge).ToList();
        foreach (var touched in small.SelectMany(change => change.Rows).GroupBy(row => row.Entity))
        {
            var unseen = await Unseen(touched.Key, [.. touched], byId, caller, ct);
            if (leavesOut && Accompanies(touched.Key))
                unseen.ForEach(row => row.IsLeftOut = true);
            else
                hidden.UnionWith(unseen.Select(row => row.ChangeId));
        }
        return [.. changes.Where(change => !hidden.Contains(change.Id) && IsTold(change, caller))];
    }

    /// <summary>
    /// Those of the visible changes that touched what is asked for in a row that the caller sees: a filter must not tell of others.
    /// </summary>
    public async Task<List<Change>> Touching(
        List<Change> visible,
        ChangeFilter filter,
        Caller caller,
        CancellationToken ct
    )
    {
        if (filter is { Entity: null, RowId: null })
            return visible;
        var names = filter.Names.Compile();
        var found = new List<Change>();
        foreach (var change in visible)
            if (
                change.IsLarge
                    ? await RowsInSight(change, caller).AnyAsync(filter.Names, ct)
                    : change.Rows.Exists(row => !row.IsLeftOut && names(row))
            )
                found.Add(change);
        return found;
    }

    /// <summary>A piece of the rows of a visible change that the caller may read, and how many there are.</summary>
    public async Task<(List<ChangedRow> Rows, int Count)> Read(
        Change change,
        Caller caller,
        int from,
        int limit,
        CancellationToken ct
    )
    {
        if (!change.IsLarge)
        {
            var seen = change.Rows.FindAll(row => !row.IsLeftOut);
            return ([.. seen.OrderBy(row => row.Number).Skip(from).Take(limit)], seen.Count);
        }
        var rows = RowsInSight(change, caller);
        var piece = await rows.OrderBy(row => row.Number).Skip(from).Take(limit).ToListAsync(ct);
        return (piece, await rows.CountAsync(ct));
    }

    private IQueryable<ChangedRow> RowsInSight(Change change, Caller caller) =>
        database
            .Entities.All.Where(entity => entity.Accompanies)
            .Aggregate(new Changes(database).RowsOf(change), (rows, entity) => entity.InSight(rows, database, caller));

    /// <summary>
    /// Of thousands of rows the database counts those in sight. Where some are gone, no image of each is asked: only who made the
    /// change goes on seeing it.
    /// </summary>
    private async Task<bool> IsWholeInSight(Change change, Caller caller, bool leavesOut, CancellationToken ct)
    {
        var rows = new Changes(database).RowsOf(change);
        var kinds = await rows.GroupBy(row => row.Entity)
            .Select(group => new { Name = group.Key, Count = group.Count() })
            .ToListAsync(ct);
        if (leavesOut && kinds.Any(kind => !Accompanies(kind.Name)))
            kinds.RemoveAll(kind => Accompanies(kind.Name));
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

    /// <summary>The rows that the caller may not see; of a change of which one is enough to hide it, not all.</summary>
    private async Task<List<ChangedRow>> Unseen(
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
            return [.. touched];

        var (visible, standing) = await entity.Sort(
            database,
            caller,
            [.. touched.Select(row => row.RowId).Distinct()],
            ct
        );
        var unseen = touched.Where(row => standing.Contains(row.RowId) && !visible.Contains(row.RowId)).ToList();
        var hidden = unseen.Select(row => row.ChangeId).ToHashSet();
        var gone = touched.Where(row => !standing.Contains(row.RowId)).ToList();
        await Ask(
            gone.Select(row => Image(entity, row, caller)).OfType<TenantEntity>().SelectMany(entity.StandsIn),
            caller,
            ct
        );
        foreach (var row in gone.Where(row => entity.Accompanies || !hidden.Contains(row.ChangeId)))
            if (!await WasVisible(entity, row, changes[row.ChangeId], caller, ct))
            {
                unseen.Add(row);
                hidden.Add(row.ChangeId);
            }
        return unseen;
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
            // Whose it was that only went along, nobody can tell any more: whoever made the change need not have seen it.
            return entity.IsShared(caller, database.Entities) || (change.UserId == caller.User && !entity.Accompanies);
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

    private bool Accompanies(string entity) => database.Entities.Find(entity) is { Accompanies: true };

    private static bool IsTold(Change change, Caller caller) =>
        change.Rows is [] ? IsOwn(change, caller) : change.Rows.Exists(row => !row.IsLeftOut);

    private static bool IsOwn(Change change, Caller caller) =>
        change.UserId == caller.User || caller.Scopes.Contains(Scopes.ManageTenant);
}
