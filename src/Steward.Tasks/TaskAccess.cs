namespace Steward.Tasks;

/// <summary>A tenant's tasks are shared: whoever may read tasks sees them all.</summary>
internal sealed class TaskAccess : AccessRule<TaskItem>
{
    public override string? ReadScope => Scopes.ReadTasks;
}
