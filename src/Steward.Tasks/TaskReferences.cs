namespace Steward.Tasks;

/// <summary>How many tasks have a label, or are a member's.</summary>
internal sealed class TaskReferences(Database database, Porch porch) : Repository<TaskItem>(database)
{
    private const int MostTargets = 20;

    /// <summary>A few look-ups in one round trip; no further than needed to tell few from many.</summary>
    public async Task<FewTasks> Count(TenantId tenant, IEnumerable<Guid> targets, CancellationToken ct)
    {
        var rows = await porch.Call(
            "tasks.count_referring",
            ct,
            tenant,
            targets.Distinct().Take(MostTargets).ToArray(),
            FewTasks.Most + 1
        );
        return new(rows.ToDictionary(row => (Guid)row[0]!, row => (int)row[1]!));
    }
}
