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
        foreach (
            var one in Around(
                relations.Where(one => one.Kind == kind && !one.IsBad),
                one => one.TaskId,
                one => one.OtherId
            )
        )
            settled.Bad(one, "It closes a circle.");
    }

    /// <summary>Those that go round, or from one circle to another.</summary>
    public static List<T> Around<T>(IEnumerable<T> relations, Func<T, Guid> from, Func<T, Guid> to) =>
        Left(Left([.. relations], from, to), to, from);

    /// <summary>Takes away what nothing leads to, again and again.</summary>
    private static List<T> Left<T>(List<T> relations, Func<T, Guid> from, Func<T, Guid> to)
    {
        var incoming = relations.CountBy(to).ToDictionary();
        var outgoing = relations.ToLookup(from);
        var free = new Queue<Guid>(relations.Select(from).Distinct().Where(id => !incoming.ContainsKey(id)));
        var passed = new HashSet<Guid>();
        while (free.TryDequeue(out var task))
        {
            passed.Add(task);
            foreach (var one in outgoing[task])
                if (--incoming[to(one)] == 0)
                    free.Enqueue(to(one));
        }
        return relations.FindAll(one => !passed.Contains(from(one)));
    }
}
