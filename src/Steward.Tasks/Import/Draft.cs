namespace Steward.Tasks;

/// <summary>A foreign file while it is read into Steward's own format: names become lines of their own, once each.</summary>
internal sealed class Draft(IImportSource source, Func<Guid> newId, string zone)
{
    private const string TooMany = "tasks";

    private readonly Dictionary<string, ProjectLine> projects = new(StringComparer.Ordinal);
    private readonly Dictionary<(Guid, string), SectionLine> sections = [];
    private readonly Dictionary<string, LabelLine> labels = new(StringComparer.Ordinal);
    private readonly HashSet<string> full = [];

    public IImportSource Source => source;
    public TasksFile File { get; } = new();
    public ImportFaults Faults { get; } = new();

    /// <summary>What the columns of a CSV file were taken for.</summary>
    public IReadOnlyList<ImportColumn> Columns { get; set; } = [];

    /// <summary>The caller's, for times without an offset.</summary>
    public string Zone => zone;

    /// <summary>The project of tasks that name none; null: none.</summary>
    public Guid? Home => source.ProjectId ?? (source.Name is { } name ? Project(name, "").Id : null);

    /// <summary>Whether there are more tasks than are taken, which refuses the file: the rest need not be read.</summary>
    public bool IsFull => full.Contains(TooMany);

    public Guid NewId() => newId();

    public ProjectLine Project(string name, string place)
    {
        name = name.Trim();
        if (projects.TryGetValue(name, out var known))
            return known;
        var project = ByName(name, place);
        if (Keep(File.Projects, project, FilePlaces.MostProjects, "projects"))
            projects[name] = project;
        return project;
    }

    /// <summary>One by itself, whatever others are called.</summary>
    public ProjectLine NewProject(string name, string place)
    {
        var project = ByName(name.Trim(), place);
        Keep(File.Projects, project, FilePlaces.MostProjects, "projects");
        return project;
    }

    public Guid Section(Guid project, string name, string place)
    {
        name = name.Trim();
        if (sections.TryGetValue((project, name), out var known))
            return known.Id;
        var section = new SectionLine
        {
            Id = newId(),
            ProjectId = project,
            Name = name,
            Place = place,
        };
        if (Keep(File.Sections, section, FilePlaces.MostNames, "sections"))
            sections[(project, name)] = section;
        return section.Id;
    }

    public LabelLine Label(string name, string place)
    {
        name = name.Trim();
        if (labels.TryGetValue(name, out var known))
            return known;
        var label = new LabelLine
        {
            Id = newId(),
            Name = name,
            Place = place,
        };
        if (Keep(File.Labels, label, FilePlaces.MostNames, "labels"))
            labels[name] = label;
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
        Keep(File.Tasks, task, IImportSource.MostTasks, TooMany);
        return task;
    }

    public void Comment(TaskLine task, string body, DateTimeOffset? at, string place) =>
        Keep(
            File.Comments,
            new()
            {
                Id = newId(),
                TaskId = task.Id,
                Body = body,
                CreatedAt = at,
                Place = place,
            },
            IImportSource.MostTasks,
            "comments"
        );

    /// <summary>How it repeats, in the words of where it comes from: kept where people read it.</summary>
    public static void Repeat(TaskLine task, string? recurrence)
    {
        if (!string.IsNullOrWhiteSpace(recurrence))
            task.Notes = $"{task.Notes}\n\nRepeats: {recurrence.Trim()}".Trim();
    }

    private ProjectLine ByName(string name, string place) =>
        new()
        {
            Id = newId(),
            Name = name,
            Place = place,
            IsByName = true,
        };

    /// <summary>Of too many, which refuse the file, no more are kept: memory is bounded whatever it holds.</summary>
    private bool Keep<T>(List<T> lines, T line, int most, string what)
        where T : Line
    {
        if (lines.Count < most)
        {
            lines.Add(line);
            return true;
        }
        if (full.Add(what))
            Faults.Spoil(line.Place, $"There are more than {most} {what}. Import them in parts.");
        return false;
    }
}
