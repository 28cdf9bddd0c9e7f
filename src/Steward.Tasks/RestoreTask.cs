namespace Steward.Tasks;

[Operation("restore_task", Scopes.WriteTasks, Route = "POST /tasks/{task_id}/restoration", Everyday = 8)]
[Description(
    "Brings a task back from the trash, with the subtasks that went there with it. One that is not there stays."
)]
public sealed record RestoreTask([property: Resource("task", Access.Write, InTrash = true)] Guid TaskId)
    : ICommand<TaskView>
{
    internal sealed class Handler(TaskRepository tasks, TaskPlaces places, Repository<Project> projects)
        : IHandler<RestoreTask, TaskView>
    {
        public async Task<TaskView> Handle(RestoreTask command, OperationContext context, CancellationToken ct)
        {
            var task = await tasks.Get(context.Tenant, command.TaskId, ct);
            var at = task.DeletedAt;
            if (task.Restore() is { } restored)
            {
                if (task.ParentId is { } parent)
                    await tasks.GetStanding(context.Tenant, parent, ct);
                else if (task.ProjectId is { } project)
                    (await projects.Get(context.Tenant, project, ct)).CheckStanding();
                foreach (var below in await places.Below(context.Tenant, task, ct))
                    if (below.DeletedAt == at)
                        below.Restore();
                context.Raise(restored);
            }
            return await tasks.View(context.Tenant, task, ct);
        }
    }
}
