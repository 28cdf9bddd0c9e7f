namespace Steward.Tasks;

[Operation("add_tasks", Scopes.WriteTasks, Route = "POST /tasks/bulk", Everyday = 16)]
[Description(
    "Adds up to 200 tasks at once, in one change that is undone whole. With mode each, an item that is refused does not stop the others."
)]
public sealed record AddTasks(
    [property: MinLength(1), MaxLength(IBulk.Most), Description("Each as in add_task.")] IReadOnlyList<AddTask> Tasks,
    [property: Description("atomic: all or none; each: each by itself.")] BulkMode Mode = BulkMode.Atomic
) : ICommand<BulkResult<TaskView>>, IBulk
{
    IReadOnlyList<IOperation> IBulk.Calls => Tasks;

    internal sealed class Handler : IHandler<AddTasks, BulkResult<TaskView>>
    {
        public Task<BulkResult<TaskView>> Handle(AddTasks command, OperationContext context, CancellationToken ct) =>
            context.CallAll("tasks", command.Tasks, ct);
    }
}
