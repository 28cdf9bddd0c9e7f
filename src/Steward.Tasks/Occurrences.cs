namespace Steward.Tasks;

/// <summary>What comes after an occurrence that is done.</summary>
internal sealed class Occurrences(
    Database database,
    SeriesRepository allSeries,
    TaskPlaces places,
    ReminderRepository reminders
) : Repository<TaskItem>(database)
{
    /// <summary>
    /// Adds the next occurrence, in the place of the one that was done and with its subtasks, unless there is one already or the
    /// series has come to its end.
    /// </summary>
    public async Task GoOn(TenantId tenant, TaskItem done, OperationContext context, CancellationToken ct)
    {
        if (
            await allSeries.GoingOn(tenant, done, ct) is not { } series
            || series.Following(done, series.Today(context)) is not { } day
        )
            return;

        var next = Next(series, done, day, context.NewId());
        await places.Put(tenant, next, new(done.ProjectId, done.SectionId, done.ParentId), context, ct);
        // Who has put the task in a place among others finds the next one there; what is done stands at the end.
        (next.Position, done.Position) = (done.Position, next.Id);
        Add(tenant, next);

        var days = day.DayNumber - (done.DueDate ?? day).DayNumber;
        var copies = await CopyBelow(tenant, done, next, days, context, ct);
        await reminders.Copy(tenant, copies, context, ct);
        context.Raise(new TaskAdded(next.Id));
    }

    private static TaskItem Next(Series series, TaskItem done, DateOnly day, Guid id)
    {
        var next = new TaskItem
        {
            Id = id,
            Title = series.Title,
            Notes = series.Notes,
            Priority = series.Priority,
            Due = series.DueOn(day),
            StartDate = series.DaysToStart is { } toStart ? day.Plus(toStart) : null,
            Deadline = series.DaysToDeadline is { } toDeadline ? day.Plus(toDeadline) : null,
            EstimateMinutes = series.EstimateMinutes,
            LabelIds = series.LabelIds,
            AssigneeIds = series.AssigneeIds,
            CreatedBy = done.CreatedBy,
        };
        next.StandFor(series, day, done.Repetition!.Value + 1);
        return next;
    }

    /// <summary>
    /// The subtasks once more, unchecked, so many days later. What was left undone of the old ones is cancelled, so that nothing is
    /// to be done twice; what repeats by itself goes along as it is.
    /// </summary>
    private async Task<Dictionary<Guid, TaskItem>> CopyBelow(
        TenantId tenant,
        TaskItem done,
        TaskItem next,
        int days,
        OperationContext context,
        CancellationToken ct
    )
    {
        var copies = new Dictionary<Guid, TaskItem> { [done.Id] = next };
        foreach (var old in await places.Below(tenant, done, ct))
        {
            // The nearest come first; what stands below something that is not taken along is not either.
            if (old.DeletedAt is not null || !copies.TryGetValue(old.ParentId!.Value, out var parent))
                continue;
            if (old.SeriesId is not null)
            {
                if (old.IsOpen)
                    old.ParentId = parent.Id;
                continue;
            }
            var copy = old.Copy(context.NewId(), days);
            await places.Put(tenant, copy, new(next.ProjectId, next.SectionId, parent.Id), context, ct);
            Add(tenant, copy);
            copies[old.Id] = copy;
            if (old.IsOpen)
                old.MoveTo(Status.Cancelled, context.User, context.Now);
        }
        return copies;
    }
}
