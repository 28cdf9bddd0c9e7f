namespace Steward.Tasks;

internal sealed class RelationRepository(Database database) : Repository<Relation>(database)
{
    private const int MostFollowed = 10_000;

    /// <summary>Whether the one leads to the other by relations of that kind.</summary>
    public async Task<bool> Leads(TenantId tenant, RelationKind kind, Guid from, Guid to, CancellationToken ct)
    {
        HashSet<Guid> seen = [from];
        for (List<Guid> ends = [from]; ends is not []; )
        {
            if (seen.Contains(to))
                return true;
            if (seen.Count > MostFollowed)
                throw TooMany();
            var here = ends;
            ends =
            [
                .. (
                    await Rows(tenant)
                        .Where(relation => relation.Kind == kind && here.Contains(relation.TaskId))
                        .Select(relation => relation.OtherId)
                        .Distinct()
                        .Take(MostFollowed + 1)
                        .ToListAsync(ct)
                ).Where(seen.Add),
            ];
        }
        return seen.Contains(to);
    }

    /// <summary>The relations of that kind on all ways from these tasks.</summary>
    public async Task<List<(Guid From, Guid To)>> Ahead(
        TenantId tenant,
        RelationKind kind,
        IEnumerable<Guid> tasks,
        CancellationToken ct
    )
    {
        var found = new List<(Guid From, Guid To)>();
        var seen = tasks.ToHashSet();
        for (List<Guid> ends = [.. seen]; ends is not []; )
        {
            var first = found.Count;
            foreach (var here in ends.Chunk(MostFollowed))
                found.AddRange(
                    (
                        await Rows(tenant)
                            .Where(relation => relation.Kind == kind && here.Contains(relation.TaskId))
                            .Select(relation => new { relation.TaskId, relation.OtherId })
                            .Take(10 * MostFollowed)
                            .ToListAsync(ct)
                    ).Select(one => (one.TaskId, one.OtherId))
                );
            if (found.Count >= 10 * MostFollowed)
                throw TooMany();
            ends = [.. found.Skip(first).Select(one => one.To).Where(seen.Add)];
        }
        return found;
    }

    /// <summary>Those that the caller sees of both ends; the newest first.</summary>
    public async Task<Page<Relation>> Of(
        TenantId tenant,
        Caller caller,
        Guid task,
        int limit,
        string? cursor,
        CancellationToken ct
    ) => await Page(tenant, caller, relation => relation.TaskId == task || relation.OtherId == task, limit, cursor, ct);

    private static RefusalException TooMany() =>
        RefusalException.Conflict(
            "too_many_relations",
            $"More than {MostFollowed} tasks hang together here. Take some of their relations away first."
        );
}
