namespace Steward.Tasks;

[Operation("delete_task", Scopes.WriteTasks, Route = "DELETE /tasks/{task_id}", Everyday = 5)]
[Description("Puts a task into the trash, from which restore_task brings it back for 30 days.")]
public sealed record DeleteTask([property: Resource("task", Access.Delete)] Guid TaskId) : ICommand<TaskView>
{
    internal sealed class Handler(TaskRepository tasks) : IHandler<DeleteTask, TaskView>
    {
        public async Task<TaskView> Handle(DeleteTask command, OperationContext context, CancellationToken ct)
        {
            var task = await tasks.Get(context.Tenant, command.TaskId, ct);
            if (task.Delete(context.Now) is { } deleted)
            {
                context.Raise(deleted);
                context.Enqueue(new PurgeTask(task.Id), context.Now + TaskItem.KeptInTrash);
            }
            return TaskView.Of(task);
        }
    }
}
