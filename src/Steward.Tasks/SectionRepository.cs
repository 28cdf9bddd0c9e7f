namespace Steward.Tasks;

internal sealed class SectionRepository(Database database) : Repository<Section>(database)
{
    private const int MostEmptied = 2000;

    /// <summary>A page of a project's, in the order of their places.</summary>
    public Task<Page<Section>> List(TenantId tenant, ListSections query, CancellationToken ct) =>
        Rows(tenant).Where(section => section.ProjectId == query.ProjectId).Page(query.Limit, query.Cursor, ct);

    public Task<Guid> PlaceFor(TenantId tenant, Section section, Guid? before, Guid? after, CancellationToken ct) =>
        Rows(tenant)
            .Where(one => one.ProjectId == section.ProjectId)
            .PlaceFor(
                section,
                before,
                after,
                "The section to stand beside must be another one of the same project.",
                ct
            );

    /// <summary>The tasks that stand in it, those in the trash too.</summary>
    public async Task<List<TaskItem>> Tasks(TenantId tenant, Section section, CancellationToken ct)
    {
        var tasks = await Rows<TaskItem>(tenant)
            .Where(task => task.SectionId == section.Id)
            .OrderBy(task => task.Id)
            .Take(MostEmptied + 1)
            .ToListAsync(ct);
        return tasks.Count <= MostEmptied
            ? tasks
            : throw RefusalException.Conflict(
                "too_many_tasks",
                $"More than {MostEmptied} tasks stand in this section. Move some of them first."
            );
    }
}
