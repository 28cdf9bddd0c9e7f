namespace Steward.Tasks;

[Operation("list_occurrences", Scopes.ReadTasks, Route = "GET /tasks/{task_id}/occurrences")]
[Description(
    "Of a repeating task: when and by whom its occurrences were done, in pages, and on which days it comes next."
)]
public sealed record ListOccurrences(
    [property: Resource("task")] Guid TaskId,
    [property: Range(1, 200), Description("How many of those that were done at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<OccurrencesView>
{
    private const int MostToCome = 10;

    internal sealed class Handler(TaskRepository tasks, SeriesRepository allSeries)
        : IHandler<ListOccurrences, OccurrencesView>
    {
        public async Task<OccurrencesView> Handle(ListOccurrences query, OperationContext context, CancellationToken ct)
        {
            var task = await tasks.Get(context.Tenant, query.TaskId, ct);
            if (task.SeriesId is not { } id)
                return new([], null, []);
            var done = await tasks.Page(
                context.Tenant,
                context.Caller,
                one => one.SeriesId == id && one.Status == Status.Done && one.DeletedAt == null,
                query.Limit,
                query.Cursor,
                ct
            );
            return new(
                [.. done.Items.Select(OccurrenceView.Of)],
                done.NextCursor,
                await ToCome(task, await allSeries.Get(context.Tenant, id, ct), context, ct)
            );
        }

        /// <summary>Nothing of a series that goes on in another project, which this caller may not see.</summary>
        private async Task<IReadOnlyList<Due>> ToCome(
            TaskItem task,
            Series series,
            OperationContext context,
            CancellationToken ct
        ) =>
            series.ProjectId == task.ProjectId
            && await allSeries.Last(context.Tenant, series.Id, ct) is { IsOpen: true, DeletedAt: null } last
                ? [.. series.ToCome(last, series.Today(context)).Take(MostToCome).Select(series.DueOn)]
                : [];
    }
}
