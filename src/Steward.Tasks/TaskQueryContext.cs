namespace Steward.Tasks;

/// <summary>Who asks about tasks, with what he sees of all that conditions on them look at.</summary>
internal sealed record TaskQueryContext(DateTimeOffset Now, string TimeZone, UserId Me)
    : QueryContext(Now, TimeZone, Me)
{
    /// <summary>Those that stand neither in the trash nor in a project that does.</summary>
    public required IQueryable<TaskItem> Tasks { get; init; }
    public required IQueryable<Relation> Relations { get; init; }
    public required IQueryable<Comment> Comments { get; init; }
    public required IQueryable<Label> Labels { get; init; }
    public required IQueryable<Project> Projects { get; init; }

    /// <summary>What is known of the labels and members that the query names, once it is known which those are.</summary>
    public FewTasks Few { get; init; } = FewTasks.Unknown;
}
