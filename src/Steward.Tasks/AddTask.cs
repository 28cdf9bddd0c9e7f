namespace Steward.Tasks;

[Operation("add_task", Scopes.WriteTasks, Route = "POST /tasks", Everyday = 1)]
[Description("Adds a task. Use it when somebody wants to remember or do something. Only the title is required.")]
public sealed record AddTask(
    [property: Required, MaxLength(500), Description("What is to be done.")] string Title,
    [property: MaxLength(20_000), Description("Anything else about it, in Markdown.")] string? Notes = null,
    [property: Range(1, 4), Description("1 is the most urgent, 4 is none.")] int Priority = 4,
    [property: Description("When it is due.")] Due? Due = null,
    [property: Description("The first day on which it makes sense.")] DateOnly? Start = null,
    [property: Description("The day after which it is too late.")] DateOnly? Deadline = null,
    [property: Range(1, TaskItem.MostMinutes), Description("How long it will take.")] int? EstimateMinutes = null,
    [property: Resource("project"), Description("The project that it belongs to.")] Guid? ProjectId = null,
    [property: Resource("section"), Description("The section of that project.")] Guid? SectionId = null,
    [property: Resource("task"), Description("The task that this one is a part of; it stands where that one does.")]
        Guid? ParentId = null,
    [property: Resource("label"), MaxLength(50), Description("Its labels.")] IReadOnlyList<Guid>? LabelIds = null,
    [property: Resource("membership"), MaxLength(50), Description("The members who are to do it.")]
        IReadOnlyList<UserId>? AssigneeIds = null,
    [property: MaxLength(Recurrence.MaxLength), Description("'every weekday', 'every! 3 days' or an RRULE.")]
        string? Recurrence = null,
    [property: Description("What the next counts from.")] RecurrenceFrom? RecurrenceFrom = null,
    [property: Uuid7, Description("An id made by the client, a UUID version 7, so that a repeated call adds nothing.")]
        Guid? Id = null
) : ICommand<TaskView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RecurrenceFrom is not null && Recurrence is null)
            yield return new("recurrence_from needs a recurrence.", [nameof(RecurrenceFrom)]);
    }

    internal sealed class Handler(TaskRepository tasks, TaskPlaces places, Repeating repeating)
        : IHandler<AddTask, TaskView>
    {
        public async Task<TaskView> Handle(AddTask command, OperationContext context, CancellationToken ct)
        {
            var place = await places.Check(context.Tenant, command.ProjectId, command.SectionId, command.ParentId, ct);
            var id = command.Id ?? context.NewId();
            var task = new TaskItem
            {
                Id = id,
                Title = command.Title,
                Notes = command.Notes,
                Priority = command.Priority,
                StartDate = command.Start,
                Deadline = command.Deadline,
                EstimateMinutes = command.EstimateMinutes,
                LabelIds = [.. (command.LabelIds ?? []).Distinct()],
                AssigneeIds = [.. (command.AssigneeIds ?? []).Select(user => user.Value).Distinct()],
                Position = id,
                CreatedBy = context.User,
                Due = command.Due?.In(context.TimeZone),
            };
            await places.Put(context.Tenant, task, place, context, ct);
            tasks.Add(context.Tenant, task);
            if (command.Recurrence is { } recurrence)
                repeating.Begin(
                    context.Tenant,
                    task,
                    RecurrenceText.Read(recurrence, context),
                    command.RecurrenceFrom,
                    context
                );
            context.Raise(new TaskAdded(task.Id));
            return await tasks.View(context.Tenant, task, ct);
        }
    }
}
