namespace Steward.Tasks;

[Operation("add_task", Scopes.WriteTasks, Route = "POST /tasks", Everyday = 1)]
[Description("Adds a task. Use it when somebody wants to remember or do something. Only the title is required.")]
public sealed record AddTask(
    [property: Required, MaxLength(500), Description("What is to be done.")] string Title,
    [property: MaxLength(20_000), Description("Anything else about it, in Markdown.")] string? Notes = null,
    [property: Range(1, 4), Description("1 is the most urgent, 4 is none.")] int Priority = 4,
    [property: Description("When it is due.")] Due? Due = null,
    [property: Resource("membership"), Description("The id of the member who is to do it.")] UserId? AssigneeId = null,
    [property: Uuid7, Description("An id made by the client, a UUID version 7, so that a repeated call adds nothing.")]
        Guid? Id = null
) : ICommand<TaskView>
{
    internal sealed class Handler(TaskRepository tasks) : IHandler<AddTask, TaskView>
    {
        public Task<TaskView> Handle(AddTask command, OperationContext context, CancellationToken ct)
        {
            var task = new TaskItem
            {
                Id = command.Id ?? context.NewId(),
                Title = command.Title,
                Notes = command.Notes,
                Priority = command.Priority,
                AssigneeId = command.AssigneeId,
                CreatedBy = context.User,
                Due = command.Due?.In(context.TimeZone),
            };
            tasks.Add(context.Tenant, task);
            context.Raise(new TaskAdded(task.Id));
            return Task.FromResult(TaskView.Of(task));
        }
    }
}
