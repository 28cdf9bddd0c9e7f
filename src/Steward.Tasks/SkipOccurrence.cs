namespace Steward.Tasks;

[Operation("skip_occurrence", Scopes.WriteTasks, Route = "POST /tasks/{task_id}/skip", CopiesText = true)]
[Description(
    "Passes over one occurrence of a repeating task: the task stays open and goes on to its next day. To stop it instead, set recurrence "
        + "to null with update_task."
)]
public sealed record SkipOccurrence(
    [property: Resource("task", Access.Write)] Guid TaskId,
    [property: Description(
        "The occurrence to be skipped. If the task stands for another one already, nothing happens."
    )]
        DateOnly? Occurrence = null
) : ICommand<TaskView>
{
    internal sealed class Handler(TaskRepository tasks, SeriesRepository allSeries, ReminderRepository reminders)
        : IHandler<SkipOccurrence, TaskView>
    {
        public async Task<TaskView> Handle(SkipOccurrence command, OperationContext context, CancellationToken ct)
        {
            var task = await tasks.GetStanding(context.Tenant, command.TaskId, ct);
            if (await allSeries.GoingOn(context.Tenant, task, ct) is not { EndedAt: null } series || !task.IsOpen)
                throw RefusalException.Conflict(
                    "not_repeating",
                    "Only an open task that repeats has an occurrence to skip. list_tasks shows the open one of a series."
                );
            if (command.Occurrence is null || command.Occurrence == task.Occurrence)
            {
                context.Raise(Skip(task, series, series.Today(context)));
                await reminders.Plan(context.Tenant, task, context, ct);
            }
            return await tasks.View(context.Tenant, task, ct);
        }

        private static OccurrenceSkipped Skip(TaskItem task, Series series, DateOnly today)
        {
            var skipped = task.Occurrence!.Value;
            if (series.ToCome(task, today).Select(day => (DateOnly?)day).FirstOrDefault() is not { } next)
                throw RefusalException.Conflict(
                    "last_occurrence",
                    "There is no later occurrence. Complete or cancel the task instead."
                );
            task.PutOff(series.DueOn(next));
            task.StandFor(series, next, task.Repetition!.Value);
            return new(task.Id, skipped);
        }
    }
}
