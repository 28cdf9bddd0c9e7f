namespace Steward.Tasks;

internal sealed class SectionRepository(Database database) : Repository<Section>(database)
{
    private const int MostEmptied = 2000;

    /// <summary>In the order of their places; one more than asked for tells that there is another page.</summary>
    public async Task<List<Section>> List(TenantId tenant, ListSections query, CancellationToken ct)
    {
        var sections = Rows(tenant).Where(section => section.ProjectId == query.ProjectId);
        if (PlaceCursor.Read(query.Cursor) is var (position, id))
            sections = sections.Where(section =>
                EF.Functions.GreaterThan(
                    ValueTuple.Create(section.Position, section.Id),
                    ValueTuple.Create(position, id)
                )
            );
        return await sections
            .OrderBy(section => section.Position)
            .ThenBy(section => section.Id)
            .Take(query.Limit + 1)
            .ToListAsync(ct);
    }

    public Task<Guid> PlaceFor(
        TenantId tenant,
        Section section,
        Section? before,
        Section? after,
        CancellationToken ct
    ) => Rows(tenant).Where(one => one.ProjectId == section.ProjectId).PlaceFor(section, before, after, ct);

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
