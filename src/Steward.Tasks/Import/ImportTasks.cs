namespace Steward.Tasks;

[Operation(
    "import_tasks",
    Scopes.WriteTasks,
    Route = "POST /tasks/imports",
    MaxBody = IImportSource.MostBytes,
    BringsText = true
)]
[Description(
    "Imports a file of tasks: CSV, Todoist's CSV, Vikunja's data.json, todo.txt or Steward's own JSON, up to 50,000 tasks. Projects, "
        + "sections and labels are found by name or made. Look at it first with inspect_import. It is one change, which undo_change takes back."
)]
public sealed record ImportTasks(
    [property: Required, MaxLength(IImportSource.MostCharacters), Description("The file's text.")] string Content,
    [property: Description("What the file is written in. Absent: found out.")] ImportFormat? Format = null,
    [property: Resource("project", Access.Write), Description("Where tasks come that name no project.")]
        Guid? ProjectId = null,
    [property: MinLength(1), MaxLength(200), Description("The same by name; it is made if there is none.")]
        string? Name = null,
    [property: MaxLength(200), Description("Of a CSV file: what columns mean, where that was not found out rightly.")]
        IReadOnlyList<ImportColumn>? Columns = null,
    [property: Description("Of dates as 03/04/2026, where the file leaves it open.")] DateOrder? DateOrder = null,
    [property: Description("True leaves out what is wrong; else nothing is imported and each fault is named.")]
        bool SkipInvalid = false,
    [property: Uuid7, Description("An id made by the client, by which get_progress tells how far it is.")]
        Guid? Id = null
) : ICommand<ImportView>, IImportSource
{
    internal sealed class Handler(FilePlaces places, FileWriter writer) : IHandler<ImportTasks, ImportView>
    {
        public async Task<ImportView> Handle(ImportTasks command, OperationContext context, CancellationToken ct)
        {
            var read = FileReader.Read(command, context.NewId, context.TimeZone);
            var settled = await places.Settle(context.Tenant, read, command.ProjectId, context, ct);
            read.Faults.Check(command.SkipInvalid);
            var view = ImportView.Of(read.Format, settled);
            await writer.Write(context.Tenant, settled, context, command.Id, ct);
            if (view.Rows > 0)
                context.Raise(new TasksImported(read.Format, view.Tasks));
            return view;
        }
    }
}

/// <summary>What was imported.</summary>
public sealed record ImportView(
    ImportFormat Format,
    int Tasks,
    int Projects,
    int Sections,
    int Labels,
    int Comments,
    int Relations,
    int Reminders,
    int Views,
    [property: Description("What stood here already, by its id or its name, and was left alone.")] int AlreadyThere,
    [property: Description("What was left out, since it was wrong.")] int Skipped
)
{
    internal int Rows => Tasks + Projects + Sections + Labels + Comments + Relations + Reminders + Views;

    internal static ImportView Of(ImportFormat format, Settled settled) =>
        new(
            format,
            settled.File.Tasks.Count,
            settled.File.Projects.Count,
            settled.File.Sections.Count,
            settled.File.Labels.Count,
            settled.File.Comments.Count,
            settled.File.Relations.Count,
            settled.File.Reminders.Count,
            settled.File.Views.Count,
            settled.AlreadyThere,
            settled.Skipped
        );
}

public sealed record TasksImported(ImportFormat Format, int Tasks) : Event;
