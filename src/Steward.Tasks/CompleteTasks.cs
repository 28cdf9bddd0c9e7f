namespace Steward.Tasks;

[Operation("complete_tasks", Scopes.WriteTasks, Route = "POST /tasks/bulk/completions", Everyday = 17)]
[Description(
    "Marks up to 200 tasks as done at once, in one change that is undone whole. With mode each, an item that is refused does not stop the others."
)]
public sealed record CompleteTasks(
    [property: MinLength(1), MaxLength(IBulk.Most), Description("Each as in complete_task.")]
        IReadOnlyList<CompleteTask> Tasks,
    [property: Description("atomic: all or none; each: each by itself.")] BulkMode Mode = BulkMode.Atomic
) : ICommand<BulkResult<TaskView>>, IBulk
{
    IReadOnlyList<IOperation> IBulk.Calls => Tasks;

    internal sealed class Handler : IHandler<CompleteTasks, BulkResult<TaskView>>
    {
        public Task<BulkResult<TaskView>> Handle(
            CompleteTasks command,
            OperationContext context,
            CancellationToken ct
        ) => context.CallAll("tasks", command.Tasks, ct);
    }
}
