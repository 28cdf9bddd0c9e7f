namespace Steward.Tasks;

internal sealed class SeriesRepository(Database database) : Repository<Series>(database)
{
    /// <summary>The series whose last task this is, also when it has ended; null: it has none, or a later task goes on with it.</summary>
    public async Task<Series?> GoingOn(TenantId tenant, TaskItem task, CancellationToken ct)
    {
        if (task.SeriesId is not { } id || await Find(tenant, id, ct) is not { } series)
            return null;
        // One that has gone to another project is no longer this one's, nor perhaps to be seen by who sees this one.
        var isLast =
            series.ProjectId == task.ProjectId
            && !await Rows<TaskItem>(tenant)
                .AnyAsync(one => one.SeriesId == id && one.Repetition > task.Repetition, ct);
        return isLast ? series : null;
    }

    /// <summary>The last task of a series: open, unless the series has come to its end or was stopped.</summary>
    public async Task<TaskItem?> Last(TenantId tenant, Guid series, CancellationToken ct) =>
        await Tasks(tenant, series).OrderByDescending(task => task.Repetition).FirstOrDefaultAsync(ct);

    /// <summary>The series of which these are the last tasks go with them to another project.</summary>
    public async Task Move(TenantId tenant, IReadOnlyList<TaskItem> moved, Guid? project, CancellationToken ct)
    {
        foreach (var task in moved.Where(task => task.SeriesId is not null && task.ProjectId != project))
            if (await GoingOn(tenant, task, ct) is { } series)
                series.ProjectId = project;
    }

    /// <summary>What the series of tasks that go for good becomes: it stands where the last is that stays, or goes with them all.</summary>
    /// <param name="tenant">Whose they are.</param>
    /// <param name="series">Of tasks that go.</param>
    /// <param name="gone">All that go in this transaction.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task Leave(
        TenantId tenant,
        IEnumerable<Guid> series,
        IReadOnlyCollection<Guid> gone,
        CancellationToken ct
    )
    {
        foreach (var (id, one) in await Find(tenant, series, ct))
        {
            var last = await Tasks(tenant, id)
                .Where(task => !gone.Contains(task.Id))
                .OrderByDescending(task => task.Repetition)
                .FirstOrDefaultAsync(ct);
            if (last is null)
                Remove(tenant, one);
            else
                one.ProjectId = last.ProjectId;
        }
    }

    private IQueryable<TaskItem> Tasks(TenantId tenant, Guid series) =>
        Rows<TaskItem>(tenant).Where(task => task.SeriesId == series);
}
