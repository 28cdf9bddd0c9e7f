namespace Steward.Tasks;

[Operation("delete_task", Scopes.WriteTasks, Route = "DELETE /tasks/{task_id}", Everyday = 5)]
[Description(
    "Puts a task with its subtasks into the trash, from which restore_task brings them back together for 30 days."
)]
public sealed record DeleteTask([property: Resource("task", Access.Delete)] Guid TaskId) : ICommand<TaskView>
{
    internal sealed class Handler(TaskRepository tasks, TaskPlaces places) : IHandler<DeleteTask, TaskView>
    {
        public async Task<TaskView> Handle(DeleteTask command, OperationContext context, CancellationToken ct)
        {
            var task = await tasks.Get(context.Tenant, command.TaskId, ct);
            if (task.Delete(context.Now) is { } deleted)
            {
                foreach (var below in await places.Below(context.Tenant, task, ct))
                    below.Delete(context.Now);
                context.Raise(deleted);
                context.Enqueue(new PurgeTask(task.Id), context.Now + TaskItem.KeptInTrash);
            }
            return await tasks.View(context.Tenant, task, ct);
        }
    }
}
