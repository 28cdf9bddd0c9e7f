namespace Steward.Tasks;

/// <summary>
/// Finds for each thing of a file whether it stands here already, by its id or by its name; what does is left alone and leaves the
/// file, and what referred to it refers to what stands.
/// </summary>
internal sealed class FilePlaces(
    Database database,
    ProjectRepository projects,
    Repository<Section> sections,
    Repository<Label> labels,
    FileTasks tasks
) : Repository<Label>(database)
{
    public const int MostProjects = 1000;
    public const int MostNames = 5000;

    public async Task<Settled> Settle(
        TenantId tenant,
        ReadFile read,
        Guid? home,
        OperationContext context,
        CancellationToken ct
    )
    {
        if (home is { } project)
            (await projects.Get(tenant, project, ct)).CheckOpen();
        var settled = new Settled(read.File, read.Faults, await Members.Of(read.File, context, ct));
        Count(settled);
        new LineCheck(read.Faults).Check(read.File);
        if (read.Faults.SpoilAll)
            return settled;
        await Labels(tenant, settled, ct);
        await Projects(tenant, settled, home, context, ct);
        await Sections(tenant, settled, ct);
        await tasks.Settle(tenant, settled, context, ct);
        return settled;
    }

    private static void Count(Settled settled)
    {
        var file = settled.File;
        if (file.Projects.Count > MostProjects)
            settled.Faults.Spoil("", $"There are more than {MostProjects} projects. Import them in parts.");
        if (Math.Max(file.Sections.Count, file.Labels.Count) > MostNames)
            settled.Faults.Spoil("", $"There are more than {MostNames} sections or labels. Import them in parts.");
        var more = Math.Max(
            Math.Max(file.Comments.Count, file.Relations.Count),
            Math.Max(Math.Max(file.Reminders.Count, file.Views.Count), file.Series.Count)
        );
        if (more > IImportSource.MostTasks)
            settled.Faults.Spoil(
                "",
                $"There are more than {IImportSource.MostTasks} comments, relations, reminders, series or views."
            );
        foreach (
            var lines in (IEnumerable<IEnumerable<Line>>)
                [
                    file.Projects,
                    file.Sections,
                    file.Labels,
                    file.Tasks,
                    file.Comments,
                    file.Relations,
                    file.Reminders,
                    file.Views,
                ]
        )
        {
            var seen = new HashSet<Guid>();
            foreach (var line in lines)
                if (!seen.Add(line.Id))
                    settled.Faults.Spoil(line.Place, "Another one has the same id.");
        }
    }

    private async Task Labels(TenantId tenant, Settled settled, CancellationToken ct)
    {
        var lines = settled.File.Labels;
        var ids = await labels.Taken(
            tenant,
            lines.Select(line => line.Id).Concat(settled.File.Tasks.SelectMany(task => task.LabelIds)).Distinct(),
            ct
        );
        settled.Labels.UnionWith(ids);
        string[] names = [.. lines.Select(line => line.Name.Trim())];
        var byName = (await labels.List(tenant, label => names.Contains(label.Name), ct)).ToDictionary(
            label => label.Name,
            label => label.Id
        );
        settled.Leave(lines, line => ids.Contains(line.Id) ? line.Id : byName.GetValueOrDefault(line.Name.Trim()));
        foreach (var line in lines.ToList())
            if (!byName.TryAdd(line.Name.Trim(), line.Id))
            {
                settled.Known[line.Id] = byName[line.Name.Trim()];
                lines.Remove(line);
            }
        settled.Labels.UnionWith(byName.Values);
    }

    private async Task Projects(
        TenantId tenant,
        Settled settled,
        Guid? home,
        OperationContext context,
        CancellationToken ct
    )
    {
        var lines = settled.File.Projects;
        var taken = await projects.Taken(tenant, lines.Select(line => line.Id), ct);
        string[] names = [.. lines.Where(line => line.IsByName).Select(line => line.Name.Trim())];
        var byName = (await projects.Named(tenant, context.Caller, names, ct)).ToLookup(
            project => project.Name,
            project => project.Id
        );
        settled.Leave(
            lines,
            line =>
            {
                var found = line.IsByName ? byName[line.Name.Trim()].ToList() : [];
                if (found.Count > 1)
                    settled.Faults.Spoil(
                        line.Place,
                        $"{found.Count} projects are called '{line.Name.Trim()}'. Rename one, or say project_id."
                    );
                return taken.Contains(line.Id) ? line.Id
                    : found is [var one] ? one
                    : default;
            }
        );
        var referred = lines
            .Select(line => line.ParentId)
            .Concat(settled.File.Tasks.Select(task => task.ProjectId))
            .Concat(settled.File.Sections.Select(section => (Guid?)section.ProjectId))
            .Append(home)
            .OfType<Guid>()
            .Select(settled.Now)
            .Except(lines.Select(line => line.Id));
        foreach (var project in (await projects.FindSeen(tenant, context.Caller, referred.Distinct(), ct)).Values)
            settled.Projects[project.Id] = project;
        await Tree(tenant, settled, context, ct);
    }

    /// <summary>The new projects within each other and within those that stand: who sees them, and their keys.</summary>
    private async Task Tree(TenantId tenant, Settled settled, OperationContext context, CancellationToken ct)
    {
        var lines = settled.File.Projects.ToDictionary(line => line.Id);
        var keys = lines.Count > 0 ? await projects.Keys(tenant, "", ct) : [];
        foreach (var line in lines.Values)
        {
            line.ParentId = line.ParentId is { } parent ? settled.Now(parent) : null;
            line.Key = ProjectKey.Free(line.Key ?? ProjectKey.Beginning(line.Name), keys);
            keys.Add(line.Key);
        }
        var depths = new Dictionary<Guid, int>();
        foreach (var line in lines.Values)
        {
            var (top, depth) = (line, 0);
            while (top.ParentId is { } up && lines.TryGetValue(up, out var next) && depth < Trees.Deepest)
                (top, depth) = (next, depth + 1);
            var above = top.ParentId is { } known ? settled.Projects.GetValueOrDefault(known) : null;
            if (top.ParentId is not null && above is not { DeletedAt: null, ArchivedAt: null })
                settled.Faults.Spoil(
                    line.Place,
                    "The project that it stands in is not in the file, or tasks may not come into it."
                );
            else if (above is not null)
            {
                if (!depths.TryGetValue(above.Id, out var more))
                    depths[above.Id] = more = await projects.Depth(tenant, above.Id, ct);
                depth += more;
            }
            if (depth >= Trees.Deepest)
                settled.Faults.Spoil(
                    line.Place,
                    $"Projects stand at most {Trees.Deepest} deep, and not in each other."
                );
            settled.MemberIds[line.Id] =
                above is not null ? above.MemberIds
                : top.MemberIds is null ? null
                : ShareProject.With(
                    [.. settled.Members.Among(top.MemberIds).Select(id => new UserId(id))],
                    context.User
                );
        }
    }

    private async Task Sections(TenantId tenant, Settled settled, CancellationToken ct)
    {
        var lines = settled.File.Sections;
        foreach (var line in lines)
            line.ProjectId = settled.Now(line.ProjectId);
        var ids = lines
            .Select(line => line.Id)
            .Concat(settled.File.Tasks.Select(task => task.SectionId).OfType<Guid>());
        Guid[] holders = [.. lines.Select(line => line.ProjectId).Distinct().Where(settled.Projects.ContainsKey)];
        foreach (var one in await sections.List(tenant, section => holders.Contains(section.ProjectId), ct))
            settled.Sections[one.Id] = one.ProjectId;
        foreach (var some in ids.Distinct().Chunk(MostNames))
        foreach (var one in (await sections.Find(tenant, some, ct)).Values)
            settled.Sections[one.Id] = one.ProjectId;
        var byName = (await sections.List(tenant, section => holders.Contains(section.ProjectId), ct)).ToDictionary(
            section => (section.ProjectId, section.Name),
            section => section.Id
        );
        settled.Leave(
            lines,
            line =>
                settled.Sections.ContainsKey(line.Id)
                    ? line.Id
                    : byName.GetValueOrDefault((line.ProjectId, line.Name.Trim()))
        );
        foreach (var line in lines.ToList())
        {
            if (!settled.MayHold(line.ProjectId))
                settled.Faults.Spoil(line.Place, "Its project is not in the file, or nothing may come into it.");
            if (byName.TryAdd((line.ProjectId, line.Name.Trim()), line.Id))
                settled.Sections[line.Id] = line.ProjectId;
            else
            {
                settled.Known[line.Id] = byName[(line.ProjectId, line.Name.Trim())];
                lines.Remove(line);
            }
        }
    }
}
