namespace Steward.Tasks;

/// <summary>A query about tasks that is ready to be asked, and whether it looks into archived projects.</summary>
internal sealed record TaskFilter(Query<TaskItem> Query, bool HasArchived)
{
    public TaskFilter And(TaskFilter other) => new(Query.And(other.Query), HasArchived || other.HasArchived);
}
