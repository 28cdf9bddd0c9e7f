namespace Steward.Tasks;

[Operation(
    "complete_task",
    Scopes.WriteTasks,
    Route = "POST /tasks/{task_id}/completion",
    Everyday = 4,
    CopiesText = true
)]
[Description(
    "Marks a task as done. Completing a task that is already done changes nothing. A repeating one comes again."
)]
public sealed record CompleteTask(
    [property: Resource("task", Access.Write)] Guid TaskId,
    [property: MaxLength(500), Description("How it went, kept in the journal.")] string? Note = null
) : ICommand<TaskView>
{
    internal sealed class Handler(TaskRepository tasks, Occurrences occurrences) : IHandler<CompleteTask, TaskView>
    {
        public async Task<TaskView> Handle(CompleteTask command, OperationContext context, CancellationToken ct)
        {
            var task = await tasks.GetStanding(context.Tenant, command.TaskId, ct);
            if (task.Complete(context.User, context.Now, command.Note) is { } completed)
            {
                context.Raise(completed);
                await occurrences.GoOn(context.Tenant, task, context, ct);
            }
            return await tasks.View(context.Tenant, task, ct);
        }
    }
}
