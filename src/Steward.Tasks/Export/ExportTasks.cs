using System.Text.Json;
using System.Text.Json.Serialization;

namespace Steward.Tasks;

[Operation("export_tasks", Scopes.ReadTasks, Route = "GET /tasks/export")]
[Description(
    "Exports all that you see of projects and tasks, or one project with those in it, as the text of one file: Steward's own JSON, which "
        + "import_tasks reads again with all ids, comments and relations, or CSV, with one row for each task."
)]
public sealed record ExportTasks(
    [property: Description("steward is complete; csv is for spreadsheets.")] ExportFormat Format = ExportFormat.Steward,
    [property: Resource("project"), Description("Only this project and those in it.")] Guid? ProjectId = null
) : IQuery<ExportView>
{
    /// <summary>What is absent is none: without it a file is little more than half as long.</summary>
    private static readonly JsonSerializerOptions Short = new(Wire.Json)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    internal sealed class Handler(FileSource files) : IHandler<ExportTasks, ExportView>
    {
        public async Task<ExportView> Handle(ExportTasks query, OperationContext context, CancellationToken ct)
        {
            var file = await files.Read(context.Tenant, context.Caller, query.ProjectId, ct);
            return new(
                query.Format,
                file.Tasks.Count,
                query.Format is ExportFormat.Csv ? CsvExport.Text(file) : JsonSerializer.Serialize(file, Short)
            );
        }
    }
}

public enum ExportFormat
{
    Steward,
    Csv,
}

/// <summary>A file of tasks.</summary>
public sealed record ExportView(
    ExportFormat Format,
    [property: Description("How many tasks are in it.")] int Tasks,
    [property: JsonConverter(typeof(TextInPieces)), Description("The file's text: write it to a file as it is.")]
        string Content
);
