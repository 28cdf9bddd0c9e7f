namespace Steward.Tasks;

[Operation("move_tasks", Scopes.WriteTasks, Route = "POST /tasks/bulk/moves")]
[Description(
    "Moves up to 200 tasks one after the other, in one change that is undone whole. With mode each, an item that is refused does not stop the others."
)]
public sealed record MoveTasks(
    [property: MinLength(1), MaxLength(IBulk.Most), Description("Each as in move_task.")] IReadOnlyList<MoveTask> Tasks,
    [property: Description("atomic: all or none; each: each by itself.")] BulkMode Mode = BulkMode.Atomic
) : ICommand<BulkResult<TaskView>>, IBulk
{
    IReadOnlyList<IOperation> IBulk.Calls => Tasks;

    internal sealed class Handler : IHandler<MoveTasks, BulkResult<TaskView>>
    {
        public Task<BulkResult<TaskView>> Handle(MoveTasks command, OperationContext context, CancellationToken ct) =>
            context.CallAll("tasks", command.Tasks, ct);
    }
}
