namespace Steward.Tasks;

[Operation("get_calendar", Scopes.ReadTasks, Route = "GET /calendar")]
[Description(
    "Gives the open tasks that you see and that are due, from 30 days back to a year ahead, as an iCalendar (RFC 5545) text. "
        + "A calendar program subscribes to it at /calendar/{key}.ics, with an API key limited to get_calendar."
)]
public sealed record GetCalendar(
    [property: Resource("project"), Description("Only the tasks of this project.")] Guid? ProjectId = null
) : IQuery<Calendar>
{
    private const int DaysBack = 30;
    private const int DaysAhead = 366;

    internal sealed class Handler(TaskRepository tasks) : IHandler<GetCalendar, Calendar>
    {
        public async Task<Calendar> Handle(GetCalendar query, OperationContext context, CancellationToken ct)
        {
            var (from, until) = (context.Today.AddDays(-DaysBack), context.Today.AddDays(DaysAhead));
            var due = await tasks.Due(context.Tenant, context.Caller, query.ProjectId, from, until, ct);
            var events = await tasks.View(context.Tenant, due, ct);
            return new(CalendarText.Of(events));
        }
    }
}

public sealed record Calendar([property: Description("As text/calendar.")] string Text);
