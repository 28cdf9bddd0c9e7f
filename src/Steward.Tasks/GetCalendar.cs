using System.Text.Json.Serialization;

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
    private const int MostOfSeries = 60;

    internal sealed class Handler(TaskRepository tasks, Repository<Series> allSeries) : IHandler<GetCalendar, Calendar>
    {
        public async Task<Calendar> Handle(GetCalendar query, OperationContext context, CancellationToken ct)
        {
            var (from, until) = (context.Today.AddDays(-DaysBack), context.Today.AddDays(DaysAhead));
            var due = await tasks.Due(context.Tenant, context.Caller, query.ProjectId, from, until, ct);
            var views = await tasks.View(context.Tenant, due, ct);
            var series = await allSeries.Find(context.Tenant, due.Select(task => task.SeriesId).OfType<Guid>(), ct);
            return new(
                CalendarText.Of(
                    due.Zip(views)
                        .SelectMany(pair =>
                            ToCome(pair.First, series, context, until)
                                .Select(day => new CalendarEvent(pair.Second, day))
                                .Prepend(new(pair.Second, pair.Second.Due!))
                        )
                )
            );
        }

        /// <summary>
        /// Each as an event of its own: a rule of RFC 5545 leaves out months that are too short, where ours takes their last day.
        /// Nothing of a series that goes on in another project, which this caller may not see.
        /// </summary>
        private static IEnumerable<Due> ToCome(
            TaskItem task,
            IReadOnlyDictionary<Guid, Series> known,
            OperationContext context,
            DateOnly until
        ) =>
            task.SeriesId is { } id
            && known.GetValueOrDefault(id) is { } series
            && series.ProjectId == task.ProjectId
            && task.Occurrence is not null
                ? series
                    .ToCome(task, series.Today(context))
                    .TakeWhile(day => day <= until)
                    .Take(MostOfSeries)
                    .Select(series.DueOn)
                : [];
    }
}

public sealed record Calendar(
    [property: JsonConverter(typeof(TextInPieces)), Description("As text/calendar.")] string Text
);
