namespace Steward.Tasks;

[Operation("get_task", Scopes.ReadTasks, Route = "GET /tasks/{task_id}", Everyday = 6)]
[Description("Shows one task with all its fields, also when it is in the trash.")]
public sealed record GetTask([property: Resource("task")] Guid TaskId) : IQuery<TaskView>
{
    internal sealed class Handler(TaskRepository tasks) : IHandler<GetTask, TaskView>
    {
        public async Task<TaskView> Handle(GetTask query, OperationContext context, CancellationToken ct) =>
            await tasks.View(context.Tenant, await tasks.Get(context.Tenant, query.TaskId, ct), ct);
    }
}
