namespace Steward.Tasks;

/// <summary>Who sees a project sees its tasks; those of no project are the whole tenant's.</summary>
internal sealed class TaskAccess : AccessRule<TaskItem>
{
    public override string? ReadScope => Scopes.ReadTasks;
    public override IReadOnlyList<Place<TaskItem>> Within { get; } = [new("project", task => task.ProjectId)];
}
