namespace Steward.Tasks;

[Operation("update_task", Scopes.WriteTasks, Route = "PATCH /tasks/{task_id}", Everyday = 3)]
[Description(
    "Changes fields of a task; what is not given stays as it is, null clears it. A closed task's status changes by reopen_task only."
)]
public sealed record UpdateTask(
    [property: Resource("task", Access.Write)] Guid TaskId,
    [property: MaxLength(500), Description("What is to be done.")] Optional<string> Title = default,
    [property: MaxLength(20_000), Description("Anything else about it, in Markdown.")]
        Optional<string?> Notes = default,
    [property: Description("todo, in_progress, in_review, done or cancelled.")] Optional<Status> Status = default,
    [property: Range(1, 4), Description("1 is the most urgent, 4 is none.")] Optional<int> Priority = default,
    [property: Description("When it is due.")] Optional<Due?> Due = default,
    [property: Resource("membership"), Description("The id of the member who is to do it.")]
        Optional<UserId?> AssigneeId = default
) : ICommand<TaskView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Title is { IsSet: true, Value: var title } && string.IsNullOrWhiteSpace(title))
            yield return new("A task needs a title.", [nameof(Title)]);
    }

    internal sealed class Handler(TaskRepository tasks) : IHandler<UpdateTask, TaskView>
    {
        public async Task<TaskView> Handle(UpdateTask command, OperationContext context, CancellationToken ct)
        {
            var task = await tasks.Get(context.Tenant, command.TaskId, ct);
            task.CheckStanding();
            var before = TaskView.Of(task);
            task.Title = command.Title.Or(task.Title)!;
            task.Notes = command.Notes.Or(task.Notes);
            task.Priority = command.Priority.Or(task.Priority);
            task.AssigneeId = command.AssigneeId.Or(task.AssigneeId);
            if (command.Due.IsSet)
                task.Due = command.Due.Value?.In(context.TimeZone);
            var moved = command.Status.IsSet ? task.MoveTo(command.Status.Value, context.User, context.Now) : null;
            context.Raise(moved ?? (TaskView.Of(task) == before ? null : new TaskUpdated(task.Id)));
            return TaskView.Of(task);
        }
    }
}
