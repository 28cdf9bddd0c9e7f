namespace Steward.Tasks;

[Operation("restore_task", Scopes.WriteTasks, Route = "POST /tasks/{task_id}/restoration", Everyday = 8)]
[Description("Brings a task back from the trash. A task that is not there stays as it is.")]
public sealed record RestoreTask([property: Resource("task", Access.Write)] Guid TaskId) : ICommand<TaskView>
{
    internal sealed class Handler(TaskRepository tasks) : IHandler<RestoreTask, TaskView>
    {
        public async Task<TaskView> Handle(RestoreTask command, OperationContext context, CancellationToken ct)
        {
            var task = await tasks.Get(context.Tenant, command.TaskId, ct);
            context.Raise(task.Restore());
            return TaskView.Of(task);
        }
    }
}
