namespace Steward.Tasks;

[Operation("update_tasks", Scopes.WriteTasks, Route = "PATCH /tasks/bulk")]
[Description(
    "Changes up to 200 tasks at once, each with fields of its own, in one change that is undone whole. With mode each, an item that is refused does not stop the others."
)]
public sealed record UpdateTasks(
    [property: MinLength(1), MaxLength(IBulk.Most), Description("Each as in update_task.")]
        IReadOnlyList<UpdateTask> Tasks,
    [property: Description("atomic: all or none; each: each by itself.")] BulkMode Mode = BulkMode.Atomic
) : ICommand<BulkResult<TaskView>>, IBulk
{
    IReadOnlyList<IOperation> IBulk.Calls => Tasks;

    internal sealed class Handler : IHandler<UpdateTasks, BulkResult<TaskView>>
    {
        public Task<BulkResult<TaskView>> Handle(UpdateTasks command, OperationContext context, CancellationToken ct) =>
            context.CallAll("tasks", command.Tasks, ct);
    }
}
