namespace Steward.Tasks;

[Operation("reopen_task", Scopes.WriteTasks, Route = "DELETE /tasks/{task_id}/completion", Everyday = 7)]
[Description("Opens a done or cancelled task again. An open task stays as it is.")]
public sealed record ReopenTask([property: Resource("task", Access.Write)] Guid TaskId) : ICommand<TaskView>
{
    internal sealed class Handler(TaskRepository tasks) : IHandler<ReopenTask, TaskView>
    {
        public async Task<TaskView> Handle(ReopenTask command, OperationContext context, CancellationToken ct)
        {
            var task = await tasks.GetStanding(context.Tenant, command.TaskId, ct);
            context.Raise(task.Reopen());
            return await tasks.View(context.Tenant, task, ct);
        }
    }
}
