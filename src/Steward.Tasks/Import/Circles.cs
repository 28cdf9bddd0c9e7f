namespace Steward.Tasks;

/// <summary>Relations by which a task would come before itself.</summary>
internal static class Circles
{
    public static void Check(List<RelationLine> relations, Settled settled)
    {
        var pairs = new HashSet<(Guid, RelationKind, Guid)>();
        foreach (var one in relations.Where(one => !pairs.Add((one.TaskId, one.Kind, one.OtherId))))
            settled.Bad(one, "The same relation stands there twice.");
        foreach (var kind in (RelationKind[])[RelationKind.Blocks, RelationKind.Follows])
            Around([.. relations.Where(one => one.Kind == kind && !one.IsBad)], settled);
    }

    /// <summary>Takes away what nothing leads to, again and again; what is left goes round.</summary>
    private static void Around(List<RelationLine> relations, Settled settled)
    {
        var incoming = relations.CountBy(one => one.OtherId).ToDictionary();
        var outgoing = relations.ToLookup(one => one.TaskId);
        var free = new Queue<Guid>(
            relations.Select(one => one.TaskId).Distinct().Where(id => !incoming.ContainsKey(id))
        );
        var passed = new HashSet<Guid>();
        while (free.TryDequeue(out var task))
            foreach (var one in outgoing[task])
            {
                passed.Add(one.Id);
                if (--incoming[one.OtherId] == 0)
                    free.Enqueue(one.OtherId);
            }
        foreach (var one in relations.Where(one => !passed.Contains(one.Id)))
            settled.Bad(one, "It closes a circle.");
    }
}
