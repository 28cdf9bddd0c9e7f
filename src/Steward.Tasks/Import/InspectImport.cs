namespace Steward.Tasks;

[Operation(
    "inspect_import",
    Scopes.WriteTasks,
    Route = "POST /tasks/imports/inspection",
    Effect = Effect.Read,
    MaxBody = IImportSource.MostBytes
)]
[Description(
    "Looks at a file of tasks and changes nothing: its format, what each column is taken for, the first tasks as they would be, and "
        + "every fault with its line. Use it before import_tasks, which takes the same input."
)]
public sealed record InspectImport(
    [property: Required, MaxLength(IImportSource.MostCharacters), Description("The file's text.")] string Content,
    [property: Description("What the file is written in. Absent: found out.")] ImportFormat? Format = null,
    [property: Resource("project", Access.Write), Description("Where tasks come that name no project.")]
        Guid? ProjectId = null,
    [property: MinLength(1), MaxLength(200), Description("The same by name; it is made if there is none.")]
        string? Name = null,
    [property: MaxLength(200), Description("Of a CSV file: what columns mean, where that was not found out rightly.")]
        IReadOnlyList<ImportColumn>? Columns = null,
    [property: Description("Of dates as 03/04/2026, where the file leaves it open.")] DateOrder? DateOrder = null
) : ICommand<InspectionView>, IImportSource
{
    private const int Shown = 5;

    internal sealed class Handler(FilePlaces places) : IHandler<InspectImport, InspectionView>
    {
        public async Task<InspectionView> Handle(InspectImport command, OperationContext context, CancellationToken ct)
        {
            var read = FileReader.Read(command, context.NewId, context.TimeZone);
            var names = new FileNames(read.File);
            var settled = await places.Settle(context.Tenant, read, command.ProjectId, context, ct);
            return new(
                read.Format,
                read.Columns,
                read.File.Tasks.Count,
                read.File.Projects.Count,
                settled.AlreadyThere,
                [.. read.File.Tasks.Take(Shown).Select(names.View)],
                read.Faults.Count,
                read.Faults.Listed
            );
        }
    }
}

/// <summary>What a file holds.</summary>
public sealed record InspectionView(
    ImportFormat Format,
    [property: Description("Of a CSV file: what each column is taken for. Correct it with columns.")]
        IReadOnlyList<ImportColumn> Columns,
    [property: Description("How many tasks would be added.")] int Tasks,
    [property: Description("How many projects would be made.")] int Projects,
    [property: Description("What stands here already, and would be left alone.")] int AlreadyThere,
    [property: Description("The first tasks, as they would be.")] IReadOnlyList<ImportedTask> First,
    [property: Description("How many faults there are.")] int FaultCount,
    [property: Description("The first 100 of them.")] IReadOnlyList<ImportFault> Faults
);

/// <summary>A task as it would be.</summary>
public sealed record ImportedTask(
    string Place,
    string Title,
    string? Notes,
    Status Status,
    int Priority,
    DateOnly? Start,
    Due? Due,
    DateOnly? Deadline,
    int? EstimateMinutes,
    string? Project,
    string? Section,
    IReadOnlyList<string> Labels
);

/// <summary>The names in a file, kept before what stands here already leaves it.</summary>
internal sealed class FileNames(TasksFile file)
{
    private readonly Dictionary<Guid, (string? Project, string? Section, string[] Labels)> first = Of(file);

    public ImportedTask View(TaskLine task)
    {
        var names = first.GetValueOrDefault(task.Id, (null, null, []));
        return new(
            task.Place,
            task.Title.Trim(),
            task.Notes,
            task.Status,
            task.Priority,
            task.Start,
            task.Due,
            task.Deadline,
            task.EstimateMinutes,
            names.Project,
            names.Section,
            names.Labels
        );
    }

    private static Dictionary<Guid, (string?, string?, string[])> Of(TasksFile file)
    {
        var projects = Names(file.Projects.Select(line => (line.Id, line.Name)));
        var sections = Names(file.Sections.Select(line => (line.Id, line.Name)));
        var labels = Names(file.Labels.Select(line => (line.Id, line.Name)));
        var named = new Dictionary<Guid, (string?, string?, string[])>();
        foreach (var task in file.Tasks)
            named[task.Id] = (
                projects.GetValueOrDefault(task.ProjectId ?? default),
                sections.GetValueOrDefault(task.SectionId ?? default),
                [.. task.LabelIds.Select(labels.GetValueOrDefault).OfType<string>()]
            );
        return named;
    }

    private static Dictionary<Guid, string> Names(IEnumerable<(Guid Id, string Name)> lines)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var (id, name) in lines)
            names[id] = name.Trim();
        return names;
    }
}
