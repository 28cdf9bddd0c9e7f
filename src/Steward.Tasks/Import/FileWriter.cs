namespace Steward.Tasks;

/// <summary>Makes rows of a settled file, in pieces, so that memory stays even and others can see how far it is.</summary>
internal sealed class FileWriter(
    Database database,
    ProjectRepository projects,
    Repository<Section> sections,
    Repository<Label> labels,
    Repository<Comment> comments,
    RelationRepository relations,
    Repository<Reminder> reminders,
    Repository<View> views,
    Repository<Series> allSeries,
    Numbers numbers,
    Progress progress,
    Porch porch
) : Repository<TaskItem>(database)
{
    private const int Piece = 1000;

    public async Task Write(TenantId tenant, Settled settled, OperationContext context, Guid? id, CancellationToken ct)
    {
        var file = settled.File;
        await progress.Report(context, id, 0, file.Tasks.Count, ct);
        AddProjects(tenant, settled, context);
        foreach (var line in file.Sections)
            sections.Add(tenant, Section(line), Made(line.CreatedAt, context));
        foreach (var line in file.Labels)
            labels.Add(
                tenant,
                new()
                {
                    Id = line.Id,
                    Name = line.Name,
                    Color = line.Color,
                },
                Made(line.CreatedAt, context)
            );
        await context.Flush(ct);
        await Number(file.Tasks, settled, context, ct);
        await InPieces(
            file.Series,
            line => allSeries.Add(tenant, Series(line, context), Made(line.CreatedAt, context)),
            context,
            ct
        );
        await InPieces(file.Tasks, line => Add(tenant, line, settled.Members, context), context, ct, id);
        await InPieces(
            file.Comments,
            line => comments.Add(tenant, Comment(line, settled.Members, context), Made(line.CreatedAt, context)),
            context,
            ct
        );
        await AddRelations(tenant, settled, context, ct);
        await AddReminders(tenant, settled, context, ct);
        await InPieces(
            file.Views,
            line => views.Add(tenant, View(line, settled.Members, context), Made(line.CreatedAt, context)),
            context,
            ct
        );
    }

    private async Task InPieces<T>(
        List<T> lines,
        Action<T> add,
        OperationContext context,
        CancellationToken ct,
        Guid? id = null
    )
    {
        for (var done = 0; done < lines.Count; )
        {
            foreach (var line in lines.Skip(done).Take(Piece))
                add(line);
            await context.Flush(ct);
            done = Math.Min(done + Piece, lines.Count);
            await progress.Report(context, id, done, lines.Count, ct);
        }
    }

    private void AddProjects(TenantId tenant, Settled settled, OperationContext context)
    {
        foreach (var line in settled.File.Projects)
        {
            var project = new Project
            {
                Id = line.Id,
                Name = line.Name,
                Key = line.Key!,
                Description = line.Description,
                Color = line.Color,
                ParentId = line.ParentId,
                Position = line.Position ?? line.Id,
                MemberIds = settled.MemberIds[line.Id],
                CreatedBy = settled.Members.Author(line.CreatedBy, context),
            };
            project.WasLeft(Past(line.ArchivedAt, context), Past(line.DeletedAt, context));
            projects.Add(tenant, project, Made(line.CreatedAt, context));
            if (project.DeletedAt is { } deleted)
                context.Enqueue(new PurgeProject(project.Id), deleted + Project.KeptInTrash);
        }
    }

    /// <summary>
    /// In a project that comes with the file its tasks keep their numbers; what comes into one that stands, or has none, gets the next.
    /// </summary>
    private async Task Number(List<TaskLine> lines, Settled settled, OperationContext context, CancellationToken ct)
    {
        foreach (var line in lines.Where(line => line.ProjectId is null))
            line.Number = null;
        foreach (var within in lines.Where(line => line.ProjectId is not null).GroupBy(line => line.ProjectId!.Value))
        {
            var (isNew, taken, last) = (settled.MemberIds.ContainsKey(within.Key), new HashSet<long>(), 0L);
            var without = within.Where(line => !isNew || line.Number is not { } number || !taken.Add(number)).ToList();
            if (taken.Count > 0)
                await numbers.Pass(context, within.Key, last = taken.Max(), ct);
            if (without.Count == 0)
                continue;
            var next = await numbers.Next(context, within.Key, without.Count, ct);
            // A preview passes none, and so is told the first ones.
            next = Math.Max(next, last + 1);
            foreach (var line in without)
                line.Number = next++;
        }
    }

    private void Add(TenantId tenant, TaskLine line, Members members, OperationContext context)
    {
        var task = new TaskItem
        {
            Id = line.Id,
            Title = line.Title,
            Notes = line.Notes,
            Priority = line.Priority,
            Due = line.Due?.In(context.TimeZone),
            StartDate = line.Start,
            Deadline = line.Deadline,
            EstimateMinutes = line.EstimateMinutes,
            ProjectId = line.ProjectId,
            SectionId = line.SectionId,
            ParentId = line.ParentId,
            Position = line.Position ?? line.Id,
            Number = line.Number,
            LabelIds = line.LabelIds,
            AssigneeIds = line.AssigneeIds,
            CreatedBy = members.Author(line.CreatedBy, context),
        };
        task.WasLeft(
            line.Status,
            Past(line.CompletedAt, context) ?? context.Now,
            members.Author(line.CompletedBy, context),
            Past(line.DeletedAt, context)
        );
        task.StandFor(line.SeriesId, line.Occurrence, line.Repetition);
        Add(tenant, task, Made(line.CreatedAt, context));
        if (task.DeletedAt is { } deleted)
            context.Enqueue(new PurgeTask(task.Id), deleted + TaskItem.KeptInTrash);
    }

    private async Task AddRelations(TenantId tenant, Settled settled, OperationContext context, CancellationToken ct)
    {
        var lines = settled.File.Relations;
        // With tasks that stood here they could close a circle, by what is known of those.
        var standing = lines.Select(line => line.OtherId).Where(settled.Tasks.ContainsKey).ToHashSet();
        if (standing.Count > 0)
            await porch.TakeTurn(ct);
        foreach (var kind in (RelationKind[])[RelationKind.Blocks, RelationKind.Follows])
        {
            var known = standing.Count > 0 ? await relations.Ahead(tenant, kind, standing, ct) : [];
            var all = known
                .Select(one => (one.From, one.To, Place: ""))
                .Concat(
                    lines
                        .Where(line => line.Kind == kind)
                        .Select(line => (From: line.TaskId, To: line.OtherId, line.Place))
                );
            if (Circles.Around(all, one => one.From, one => one.To).Find(one => one.Place is not "").Place is { } place)
                throw RefusalException.Conflict(
                    "cycle",
                    $"The {place} closes a circle with relations that stand here. Take it out of the file."
                );
        }
        await InPieces(lines, line => Add(tenant, line, context), context, ct);
    }

    private void Add(TenantId tenant, RelationLine line, OperationContext context) =>
        relations.Add(
            tenant,
            new()
            {
                Id = line.Id,
                TaskId = line.TaskId,
                Kind = line.Kind,
                OtherId = line.OtherId,
            },
            Made(line.CreatedAt, context)
        );

    private async Task AddReminders(TenantId tenant, Settled settled, OperationContext context, CancellationToken ct)
    {
        var lines = settled.File.Reminders;
        for (var done = 0; done < lines.Count; done += Piece)
        {
            var piece = lines.GetRange(done, Math.Min(Piece, lines.Count - done));
            var tasks = await Find(tenant, piece.Select(line => line.TaskId), ct);
            foreach (var line in piece)
            {
                var reminder = new Reminder
                {
                    Id = line.Id,
                    TaskId = line.TaskId,
                    UserId = context.User,
                    At = line.At,
                    MinutesBefore = line.MinutesBefore,
                    TimeZone = line.TimeZone,
                };
                reminder.WasSent(line.SentFor);
                reminders.Add(tenant, reminder, Made(line.CreatedAt, context));
                if (reminder.Time(tasks[line.TaskId]) is { } time && time != line.SentFor)
                    context.Enqueue(new SendReminder(reminder.Id), time);
            }
            await context.Flush(ct);
        }
    }

    private static Section Section(SectionLine line) =>
        new()
        {
            Id = line.Id,
            ProjectId = line.ProjectId,
            Name = line.Name,
            Position = line.Position ?? line.Id,
        };

    private static Series Series(SeriesLine line, OperationContext context)
    {
        var series = new Series
        {
            Id = line.Id,
            ProjectId = line.ProjectId,
            Title = line.Title,
            Notes = line.Notes,
            Priority = line.Priority,
            EstimateMinutes = line.EstimateMinutes,
            DaysToStart = line.DaysToStart,
            DaysToDeadline = line.DaysToDeadline,
            LabelIds = line.LabelIds,
            AssigneeIds = line.AssigneeIds,
        };
        series.WasLeft(
            line.Recurrence!,
            line.FromCompletion ? RecurrenceFrom.Completion : RecurrenceFrom.Schedule,
            new(line.StartDate, line.StartTime, line.StartZone),
            line.StartRepetition,
            Past(line.EndedAt, context)
        );
        return series;
    }

    private static Comment Comment(CommentLine line, Members members, OperationContext context) =>
        new()
        {
            Id = line.Id,
            TaskId = line.TaskId,
            Body = line.Body,
            MentionIds = members.Among(line.MentionIds),
            CreatedBy = members.Author(line.CreatedBy, context),
            EditedAt = Past(line.EditedAt, context),
        };

    private static View View(ViewLine line, Members members, OperationContext context)
    {
        var view = new View
        {
            Id = line.Id,
            Name = line.Name,
            Filter = line.Filter,
            CreatedBy = line.IsOwn ? context.User : members.Author(line.CreatedBy, context),
        };
        view.Share(!line.IsOwn);
        return view;
    }

    private static DateTimeOffset Made(DateTimeOffset? at, OperationContext context) =>
        Past(at, context) ?? context.Now;

    /// <summary>Nothing has happened later than now, whatever a file says.</summary>
    private static DateTimeOffset? Past(DateTimeOffset? at, OperationContext context) =>
        at > context.Now ? context.Now : at;
}
