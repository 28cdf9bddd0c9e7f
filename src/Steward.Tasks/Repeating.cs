namespace Steward.Tasks;

/// <summary>How a task comes to repeat, repeats otherwise, or no longer.</summary>
internal sealed class Repeating(Database database, SeriesRepository all) : Repository<Series>(database)
{
    /// <summary>From its due on; if it has none, it gets the first day that the rule gives.</summary>
    public Series Begin(
        TenantId tenant,
        TaskItem task,
        RecurrenceText said,
        RecurrenceFrom? from,
        OperationContext context,
        Series? series = null
    )
    {
        var start = task.Due ?? new(said.Start);
        if (start.Time is null && said.Time is { } time)
            start = (start with { Time = time }).In(context.TimeZone);
        task.Due = task.Due is null ? start with { Date = First(said) } : start;
        if (series is null)
        {
            series = new() { Id = context.NewId(), ProjectId = task.ProjectId };
            series.BeginAs(task);
            Add(tenant, series);
        }
        series.Begin(said.Rule, from ?? said.From ?? series.From, start, task.Repetition ?? 1);
        task.StandFor(series, task.Due.Date, task.Repetition ?? 1);
        return series;
    }

    /// <summary>Has the series follow a task that has been changed; tells whether that changed the series.</summary>
    public async Task<bool> Follow(
        TenantId tenant,
        TaskItem task,
        UpdateTask command,
        OperationContext context,
        CancellationToken ct
    )
    {
        var series = await all.GoingOn(tenant, task, ct);
        var before = series?.State;
        Check(task, series, command);
        if (command.Recurrence is { IsSet: true, Value: { } text })
            series = Repeat(tenant, task, RecurrenceText.Read(text, context), command, context, series);
        else if (command.Recurrence.IsSet)
            series?.End(context.Now);
        else if (series is { EndedAt: null })
            Change(series, task, command);
        if (series is { EndedAt: null } && command.ApplyTo is not ApplyTo.This)
            command.Teach(series, task);
        return !Equals(series?.State, before);
    }

    private static void Check(TaskItem task, Series? series, UpdateTask command)
    {
        if (command.ReachesSeries && task.SeriesId is not null && series is null)
            throw RefusalException.Conflict(
                "occurrence_past",
                "This occurrence is over, and a later one goes on. Change that one; list_tasks shows it."
            );
        var repeats = series is { EndedAt: null };
        if (command.ReachesSeries && !command.Recurrence.IsSet && !repeats)
            throw RefusalException.Conflict(
                "not_repeating",
                "The task does not repeat. Leave apply_to and recurrence_from out, or give a recurrence."
            );
        if (repeats && !command.Recurrence.IsSet && task.Due is null)
            throw RefusalException.Conflict(
                "due_needed",
                "A repeating task needs a due. Give another day, or recurrence: null too, so that it repeats no longer."
            );
    }

    private Series Repeat(
        TenantId tenant,
        TaskItem task,
        RecurrenceText said,
        UpdateTask command,
        OperationContext context,
        Series? series
    )
    {
        var from = command.RecurrenceFrom.IsSet ? command.RecurrenceFrom.Value : said.From;
        // Who says once more what holds already does not make it begin anew.
        var isAsBefore =
            series is { EndedAt: null }
            && !command.Due.IsSet
            && series.Rule == said.Rule.ToString()
            && (said.Time ?? series.StartTime) == series.StartTime
            && (from ?? series.From) == series.From;
        return isAsBefore ? series! : Begin(tenant, task, said, from, context, series);
    }

    private static void Change(Series series, TaskItem task, UpdateTask command)
    {
        var from = command.RecurrenceFrom.IsSet ? command.RecurrenceFrom.Value : series.From;
        if (command is { Due.IsSet: true, ApplyTo: ApplyTo.AllToCome })
        {
            series.Begin(series.Recurrence, from, task.Due!, task.Repetition!.Value);
            task.StandFor(series, task.Due!.Date, task.Repetition.Value);
        }
        else
            series.CountFrom(from);
    }

    private static DateOnly First(RecurrenceText said) =>
        said.Rule.Next(said.Start, said.Start.Plus(-1))
        ?? throw RefusalException.Invalid(
            "/recurrence",
            "recurrence_over",
            $"{said.Rule} gives no day from {said.Start:yyyy-MM-dd} on. Change UNTIL, or give a due."
        );
}
