namespace Steward.Tasks;

/// <summary>A file of which is known what stands here already.</summary>
internal sealed class Settled(TasksFile file, ImportFaults faults, Members members)
{
    public TasksFile File => file;
    public ImportFaults Faults => faults;
    public Members Members => members;

    /// <summary>What an id in the file is called here, where that is another.</summary>
    public Dictionary<Guid, Guid> Known { get; } = [];

    /// <summary>The projects that stand, and are referred to and seen.</summary>
    public Dictionary<Guid, Project> Projects { get; } = [];

    /// <summary>Who sees each new project.</summary>
    public Dictionary<Guid, Guid[]?> MemberIds { get; } = [];

    /// <summary>The sections, new ones and others, each with its project.</summary>
    public Dictionary<Guid, Guid> Sections { get; } = [];

    /// <summary>The labels, new ones and others.</summary>
    public HashSet<Guid> Labels { get; } = [];

    /// <summary>The tasks that stand already, and are referred to.</summary>
    public Dictionary<Guid, TaskItem> Tasks { get; } = [];

    public int AlreadyThere { get; private set; }
    public int Skipped { get; set; }

    public Guid Now(Guid id) => Known.GetValueOrDefault(id, id);

    /// <summary>Whether what is new may come into the project.</summary>
    public bool MayHold(Guid project) =>
        MemberIds.ContainsKey(project) || Projects.GetValueOrDefault(project) is { DeletedAt: null, ArchivedAt: null };

    /// <summary>Takes out what stands already.</summary>
    /// <param name="lines">The lines of one kind.</param>
    /// <param name="standing">The id under which a line stands; none: the empty one.</param>
    public void Leave<T>(List<T> lines, Func<T, Guid> standing)
        where T : Line
    {
        AlreadyThere += lines.RemoveAll(line =>
        {
            var id = standing(line);
            if (id == default)
                return false;
            Known[line.Id] = id;
            return true;
        });
    }

    /// <summary>Takes out what was found to be wrong.</summary>
    public void LeaveOut<T>(List<T> lines)
        where T : Line => Skipped += lines.RemoveAll(line => line.IsBad);

    public void Bad(Line line, string message)
    {
        line.IsBad = true;
        faults.Add(line.Place, message);
    }
}
