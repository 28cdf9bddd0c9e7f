namespace Steward.Tasks;

internal sealed class TaskRepository(Database database) : Repository<TaskItem>(database)
{
    /// <summary>The newest first; one more than asked for tells that there is another page.</summary>
    public async Task<List<TaskItem>> List(TenantId tenant, ListTasks query, Guid? before, CancellationToken ct)
    {
        var tasks = query.Deleted
            ? Rows(tenant).Where(task => task.DeletedAt != null)
            : Rows(tenant).Where(task => task.DeletedAt == null);
        if (query.Status is { Count: > 0 } statuses)
            tasks = tasks.Where(task => statuses.Contains(task.Status));
        if (query.DueFrom is { } from)
            tasks = tasks.Where(task => task.DueDate >= from);
        if (query.DueUntil is { } until)
            tasks = tasks.Where(task => task.DueDate <= until);
        if (query.AssigneeId is { } assignee)
            tasks = tasks.Where(task => task.AssigneeId == assignee);
        if (query.Text is { } text)
            tasks = tasks.Where(task => FoundTask.Matching(text).Any(found => found.Id == task.Id));
        if (before is { } id)
            tasks = tasks.Where(task => task.Id < id);
        return await tasks.OrderByDescending(task => task.Id).Take(query.Limit + 1).ToListAsync(ct);
    }
}

/// <summary>A row of the database's search, which runs there since under row security no index serves ILIKE.</summary>
internal sealed class FoundTask
{
    public required Guid Id { get; init; }

    /// <summary>The tasks whose title or notes hold the text.</summary>
    [DbFunction("matching", "tasks")]
    public static IQueryable<FoundTask> Matching(string text) =>
        throw new InvalidOperationException("Runs in the database only.");

    private sealed class Mapping : IEntityTypeConfiguration<FoundTask>
    {
        public void Configure(EntityTypeBuilder<FoundTask> builder) => builder.HasNoKey().ToTable((string?)null);
    }
}
