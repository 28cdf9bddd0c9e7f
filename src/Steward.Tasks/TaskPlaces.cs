namespace Steward.Tasks;

/// <summary>Where tasks stand: in projects, sections and each other, in an order, with numbers for their keys.</summary>
internal sealed class TaskPlaces(
    Database database,
    Repository<Project> projects,
    Repository<Section> sections,
    TaskRepository tasks,
    Numbers numbers
) : Repository<TaskItem>(database)
{
    private const int MostBelow = 2000;

    /// <summary>The whole place; what is left out follows from what is given.</summary>
    public async Task<TaskPlace> Check(
        TenantId tenant,
        Guid? project,
        Guid? section,
        Guid? parent,
        CancellationToken ct
    )
    {
        if (section is { } inSection)
        {
            var holder = (await sections.Get(tenant, inSection, ct)).ProjectId;
            if (project is not null && project != holder)
                throw Elsewhere(
                    "section_id",
                    "The section belongs to another project. Leave project_id or section_id out."
                );
            project = holder;
        }
        if (parent is { } inTask)
        {
            var above = await tasks.GetStanding(tenant, inTask, ct);
            if (
                (project is not null && project != above.ProjectId)
                || (section is not null && section != above.SectionId)
            )
                throw Elsewhere(
                    "parent_id",
                    "A task stands where its parent does. Leave project_id and section_id out."
                );
            (project, section) = (above.ProjectId, above.SectionId);
            CheckDepth(await this.Depth(tenant, inTask, ct));
        }
        if (project is { } inProject)
            (await projects.Get(tenant, inProject, ct)).CheckOpen();
        return new(project, section, parent);
    }

    /// <summary>Puts a task there; in another project it gets another number.</summary>
    public async Task Put(
        TenantId tenant,
        TaskItem task,
        TaskPlace place,
        OperationContext context,
        CancellationToken ct
    )
    {
        if (place.ProjectId != task.ProjectId)
            task.Number = place.ProjectId is { } project ? await numbers.Next(context, project, 1, ct) : null;
        (task.ProjectId, task.SectionId, task.ParentId) = (place.ProjectId, place.SectionId, place.ParentId);
    }

    /// <summary>What stands below a task, all the way down, the nearest first; what is in the trash too.</summary>
    public async Task<List<TaskItem>> Below(TenantId tenant, TaskItem task, CancellationToken ct)
    {
        var below = await Rows(tenant).Below(task.Id, MostBelow, ct);
        return below.Count <= MostBelow
            ? below
            : throw RefusalException.Conflict(
                "too_many_subtasks",
                $"More than {MostBelow} tasks stand below this one. Do it in parts."
            );
    }

    /// <summary>Whether a task with what stands below it may come into another.</summary>
    public async Task CheckInto(
        TenantId tenant,
        TaskItem task,
        Guid parent,
        IReadOnlyList<TaskItem> below,
        CancellationToken ct
    )
    {
        if (parent == task.Id || below.Any(one => one.Id == parent))
            throw RefusalException.Conflict("cycle", "A task cannot be a part of itself or of one of its own parts.");
        CheckDepth(await this.Depth(tenant, parent, ct) + below.Height(task.Id));
    }

    /// <summary>The position before one sibling, after one, or at the end.</summary>
    public Task<Guid> Position(
        TenantId tenant,
        TaskItem task,
        TaskPlace place,
        Guid? before,
        Guid? after,
        CancellationToken ct
    ) =>
        Rows(tenant)
            .Where(one =>
                one.ProjectId == place.ProjectId
                && one.SectionId == place.SectionId
                && one.ParentId == place.ParentId
                && one.DeletedAt == null
            )
            .PlaceFor(
                task,
                before,
                after,
                "The task to stand beside must be another one of the same project, section and parent.",
                ct
            );

    private static void CheckDepth(int above)
    {
        if (above >= Trees.Deepest)
            throw RefusalException.Conflict(
                "too_deep",
                $"Tasks stand at most {Trees.Deepest} deep. Put it further up."
            );
    }

    private static RefusalException Elsewhere(string input, string message) =>
        RefusalException.Invalid("/" + input, "elsewhere", message);
}
