namespace Steward.Tasks;

[Operation("update_task", Scopes.WriteTasks, Route = "PATCH /tasks/{task_id}", Everyday = 3, CopiesText = true)]
[Description(
    "Changes fields of a task; what is not given stays as it is, null clears it. A closed task's status changes by reopen_task "
        + "only, its project by move_task."
)]
public sealed record UpdateTask(
    [property: Resource("task", Access.Write)] Guid TaskId,
    [property: MaxLength(500), Description("What is to be done.")] Optional<string> Title = default,
    [property: MaxLength(20_000), Description("Anything else about it, in Markdown.")]
        Optional<string?> Notes = default,
    [property: Description("todo, in_progress, in_review, done or cancelled.")] Optional<Status> Status = default,
    [property: Range(1, 4), Description("1 is the most urgent, 4 is none.")] Optional<int> Priority = default,
    [property: Description("When it is due.")] Optional<Due?> Due = default,
    [property: Description("The first day on which it makes sense.")] Optional<DateOnly?> Start = default,
    [property: Description("The day after which it is too late.")] Optional<DateOnly?> Deadline = default,
    [property: Range(1, TaskItem.MostMinutes), Description("How long it will take.")]
        Optional<int?> EstimateMinutes = default,
    [property: Resource("label"), MaxLength(50), Description("All its labels.")]
        Optional<IReadOnlyList<Guid>?> LabelIds = default,
    [property: Resource("membership"), MaxLength(50), Description("All the members who are to do it.")]
        Optional<IReadOnlyList<UserId>?> AssigneeIds = default,
    [property:
        MaxLength(Steward.Kernel.Recurrence.MaxLength),
        Description("'every weekday' or an RRULE, from its due on; null: no longer.")
    ]
        Optional<string?> Recurrence = default,
    [property: Description("What the next counts from.")] Optional<RecurrenceFrom> RecurrenceFrom = default,
    [property: Description("If it repeats. Absent: dates for this, all else for all_to_come.")] ApplyTo? ApplyTo = null
) : ICommand<TaskView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Title is { IsSet: true, Value: var title } && string.IsNullOrWhiteSpace(title))
            yield return new("A task needs a title.", [nameof(Title)]);
        if (Recurrence.IsSet && ApplyTo is Tasks.ApplyTo.This)
            yield return new("A recurrence is about all to come; leave apply_to out.", [nameof(ApplyTo)]);
        if (RecurrenceFrom.IsSet && Recurrence is { IsSet: true, Value: null })
            yield return new("recurrence_from needs a recurrence.", [nameof(RecurrenceFrom)]);
    }

    /// <summary>It is about more than this one task.</summary>
    internal bool ReachesSeries => Recurrence.IsSet || RecurrenceFrom.IsSet || ApplyTo is Tasks.ApplyTo.AllToCome;

    internal sealed class Handler(
        TaskRepository tasks,
        Repeating repeating,
        Occurrences occurrences,
        ReminderRepository reminders
    ) : IHandler<UpdateTask, TaskView>
    {
        public async Task<TaskView> Handle(UpdateTask command, OperationContext context, CancellationToken ct)
        {
            var task = await tasks.GetStanding(context.Tenant, command.TaskId, ct);
            var before = TaskFields.Of(task);
            command.Change(task, context);
            var isRepeated = await repeating.Follow(context.Tenant, task, command, context, ct);
            var moved = command.Status.IsSet ? task.MoveTo(command.Status.Value, context.User, context.Now) : null;
            if (before.Due != task.Due)
                await reminders.Plan(context.Tenant, task, context, ct);
            context.Raise(moved ?? (isRepeated || TaskFields.Of(task) != before ? new TaskUpdated(task.Id) : null));
            if (moved is TaskCompleted)
                await occurrences.GoOn(context.Tenant, task, context, ct);
            return await tasks.View(context.Tenant, task, ct);
        }
    }

    private void Change(TaskItem task, OperationContext context)
    {
        task.Title = Title.Or(task.Title)!;
        task.Notes = Notes.Or(task.Notes);
        task.Priority = Priority.Or(task.Priority);
        task.StartDate = Start.Or(task.StartDate);
        task.Deadline = Deadline.Or(task.Deadline);
        task.EstimateMinutes = EstimateMinutes.Or(task.EstimateMinutes);
        if (Due.IsSet)
            task.Due = Due.Value?.In(context.TimeZone);
        if (LabelIds.IsSet)
            task.LabelIds = [.. (LabelIds.Value ?? []).Distinct()];
        if (AssigneeIds.IsSet)
            task.AssigneeIds = [.. (AssigneeIds.Value ?? []).Select(user => user.Value).Distinct()];
    }

    /// <summary>What has been changed of the task holds for all to come; its dates only if that was said.</summary>
    internal void Teach(Series series, TaskItem task)
    {
        if (Title.IsSet)
            series.Title = task.Title;
        if (Notes.IsSet)
            series.Notes = task.Notes;
        if (Priority.IsSet)
            series.Priority = task.Priority;
        if (EstimateMinutes.IsSet)
            series.EstimateMinutes = task.EstimateMinutes;
        if (LabelIds.IsSet)
            series.LabelIds = task.LabelIds;
        if (AssigneeIds.IsSet)
            series.AssigneeIds = task.AssigneeIds;
        if (!ReachesSeries)
            return;
        if (Start.IsSet)
            series.DaysToStart = Series.DaysTo(task.StartDate, task);
        if (Deadline.IsSet)
            series.DaysToDeadline = Series.DaysTo(task.Deadline, task);
    }

    /// <summary>What it changes, to be compared.</summary>
    private sealed record TaskFields(
        string Title,
        string? Notes,
        int Priority,
        Due? Due,
        DateOnly? Start,
        DateOnly? Deadline,
        int? Estimate,
        string Labels,
        string Assignees
    )
    {
        public static TaskFields Of(TaskItem task) =>
            new(
                task.Title,
                task.Notes,
                task.Priority,
                task.Due,
                task.StartDate,
                task.Deadline,
                task.EstimateMinutes,
                string.Join(' ', task.LabelIds),
                string.Join(' ', task.AssigneeIds)
            );
    }
}
