namespace Steward.Tasks;

/// <summary>A foreign file while it is read into Steward's own format: names become lines of their own, once each.</summary>
internal sealed class Draft(ImportSource source, Func<Guid> newId, string zone)
{
    private readonly Dictionary<string, ProjectLine> projects = new(StringComparer.Ordinal);
    private readonly Dictionary<(Guid, string), SectionLine> sections = [];
    private readonly Dictionary<string, LabelLine> labels = new(StringComparer.Ordinal);
    private bool isFull;

    public ImportSource Source => source;
    public TasksFile File { get; } = new();
    public ImportFaults Faults { get; } = new();

    /// <summary>What the columns of a CSV file were taken for.</summary>
    public IReadOnlyList<ImportColumn> Columns { get; set; } = [];

    /// <summary>The caller's, for times without an offset.</summary>
    public string Zone => zone;

    /// <summary>The project of tasks that name none; null: none.</summary>
    public Guid? Home => source.ProjectId ?? (source.Name is { } name ? Project(name, "").Id : null);

    public Guid NewId() => newId();

    public ProjectLine Project(string name, string place)
    {
        name = name.Trim();
        if (!projects.TryGetValue(name, out var project))
        {
            projects[name] = project = NewProject(name, place);
        }
        return project;
    }

    /// <summary>One by itself, whatever others are called.</summary>
    public ProjectLine NewProject(string name, string place)
    {
        var project = new ProjectLine
        {
            Id = newId(),
            Name = name.Trim(),
            Place = place,
        };
        File.Projects.Add(project);
        return project;
    }

    public Guid Section(Guid project, string name, string place)
    {
        name = name.Trim();
        if (!sections.TryGetValue((project, name), out var section))
        {
            sections[(project, name)] = section = new()
            {
                Id = newId(),
                ProjectId = project,
                Name = name,
                Place = place,
            };
            File.Sections.Add(section);
        }
        return section.Id;
    }

    public LabelLine Label(string name, string place)
    {
        name = name.Trim();
        if (!labels.TryGetValue(name, out var label))
        {
            labels[name] = label = new()
            {
                Id = newId(),
                Name = name,
                Place = place,
            };
            File.Labels.Add(label);
        }
        return label;
    }

    public TaskLine Task(string title, string place)
    {
        var task = new TaskLine
        {
            Id = newId(),
            Title = title,
            Place = place,
        };
        if (File.Tasks.Count < ImportSource.MostTasks)
            File.Tasks.Add(task);
        else if (!isFull)
        {
            isFull = true;
            Faults.Spoil(place, $"There are more than {ImportSource.MostTasks} tasks. Import them in parts.");
        }
        return task;
    }

    public void Comment(TaskLine task, string body, DateTimeOffset? at, string place) =>
        File.Comments.Add(
            new()
            {
                Id = newId(),
                TaskId = task.Id,
                Body = body,
                CreatedAt = at,
                Place = place,
            }
        );

    /// <summary>How it repeats, in the words of where it comes from: kept where people read it.</summary>
    public static void Repeat(TaskLine task, string? recurrence)
    {
        if (!string.IsNullOrWhiteSpace(recurrence))
            task.Notes = $"{task.Notes}\n\nRepeats: {recurrence.Trim()}".Trim();
    }
}
