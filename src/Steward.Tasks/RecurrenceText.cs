namespace Steward.Tasks;

/// <summary>How somebody says that a task repeats, understood: as an RRULE, or in words.</summary>
/// <param name="Rule">By which it comes back.</param>
/// <param name="Start">From when on, unless the task says so.</param>
/// <param name="Time">At which time of the day, unless the task says so.</param>
/// <param name="From">What the next is counted from; null: it does not say.</param>
internal sealed record RecurrenceText(
    Recurrence Rule,
    DateOnly Start,
    TimeOnly? Time = null,
    RecurrenceFrom? From = null
)
{
    public static RecurrenceText Read(string text, OperationContext context)
    {
        if (text.Contains('=', StringComparison.Ordinal))
            return new(Recurrence.Parse(text, "/recurrence"), context.Today);
        if (!Phrases.TryRecurrence(text, new(context.Now, context.TimeZone), out var said))
            throw RefusalException.Invalid(
                "/recurrence",
                "invalid_recurrence",
                "This is not understood as a recurrence. Say it as 'every weekday', 'every! 3 days', 'every last friday', or as an RRULE: "
                    + "FREQ=WEEKLY;BYDAY=MO."
            );
        return new(
            Recurrence.Parse(said.Rule, "/recurrence"),
            said.First,
            said.Time,
            said.FromCompletion ? RecurrenceFrom.Completion : RecurrenceFrom.Schedule
        );
    }
}
