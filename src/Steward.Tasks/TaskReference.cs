namespace Steward.Tasks;

/// <summary>A row of the index of what tasks' labels and assignees name.</summary>
internal sealed class TaskReference
{
    public required Guid TaskId { get; init; }

    /// <summary>The tasks that have the label, or are the member's.</summary>
    [DbFunction("referring", "tasks")]
    public static IQueryable<TaskReference> To(Guid target) =>
        throw new InvalidOperationException("Runs in the database only.");

    /// <summary>The same for any of several; a task may come more than once.</summary>
    [DbFunction("referring_to_any", "tasks")]
    public static IQueryable<TaskReference> ToAny(Guid[] targets) =>
        throw new InvalidOperationException("Runs in the database only.");

    /// <summary>The same for <see cref="FewTasks"/>: the plan begins with it.</summary>
    [DbFunction("referring_few", "tasks")]
    public static IQueryable<TaskReference> ToFew(Guid[] targets) =>
        throw new InvalidOperationException("Runs in the database only.");

    private sealed class Mapping : IEntityTypeConfiguration<TaskReference>
    {
        public void Configure(EntityTypeBuilder<TaskReference> builder) => builder.HasNoKey().ToTable((string?)null);
    }
}
