using System.Buffers;
using System.Globalization;
using System.Text;

namespace Steward.Tasks;

/// <summary>A row for each task (RFC 4180), with names in place of ids; what is in the trash is left out.</summary>
internal static class CsvExport
{
    private const string Header =
        "id,title,notes,status,priority,start,due,due_time,deadline,estimate_minutes,project,section,labels,parent_id,key,"
        + "created_at,completed_at,recurrence";

    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;\t\r\n");

    public static string Text(TasksFile file)
    {
        var projects = file.Projects.ToDictionary(one => one.Id);
        var sections = file.Sections.ToDictionary(one => one.Id, one => one.Name);
        var labels = file.Labels.ToDictionary(one => one.Id, one => one.Name);
        var rules = file.Series.Where(one => one.EndedAt is null).ToDictionary(one => one.Id, one => one.Rule);
        var standing = file
            .Tasks.Where(task =>
                task.DeletedAt is null && (task.ProjectId is not { } id || projects[id].DeletedAt is null)
            )
            .ToList();
        var ids = standing.Select(task => task.Id).ToHashSet();
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (var task in standing)
        {
            var project = task.ProjectId is { } within ? projects[within] : null;
            string?[] cells =
            [
                $"{task.Id}",
                task.Title,
                task.Notes,
                Wire.Name(task.Status.ToString()),
                Plain(task.Priority),
                Plain(task.Start),
                Plain(task.Due?.Date),
                task.Due?.Time?.ToString("HH':'mm", CultureInfo.InvariantCulture),
                Plain(task.Deadline),
                Plain(task.EstimateMinutes),
                project?.Name,
                task.SectionId is { } section ? sections.GetValueOrDefault(section) : null,
                string.Join("; ", task.LabelIds.Select(labels.GetValueOrDefault)),
                task.ParentId is { } parent && ids.Contains(parent) ? $"{parent}" : null,
                project is null ? null : $"{project.Key}-{task.Number}",
                Plain(task.CreatedAt?.UtcDateTime),
                Plain(task.CompletedAt?.UtcDateTime),
                task is { SeriesId: { } series, Status: not (Status.Done or Status.Cancelled) }
                    ? rules.GetValueOrDefault(series)
                    : null,
            ];
            text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        }
        return text.ToString();
    }

    /// <summary>
    /// A spreadsheet takes what begins so for a formula; the apostrophe in front says that it is none, and our import takes it off
    /// again. What begins so behind apostrophes of its own gets one more, so that nothing is lost.
    /// </summary>
    private static string Cell(string? cell)
    {
        if (string.IsNullOrEmpty(cell))
            return "";
        var inner = cell.AsSpan().TrimStart('\'');
        if (inner.Length > 0 && "=+-@\t\r".Contains(inner[0]))
            cell = "'" + cell;
        return cell.AsSpan().ContainsAny(Quoted) || cell[0] is ' ' || cell[^1] is ' '
            ? $"\"{cell.Replace("\"", "\"\"")}\""
            : cell;
    }

    private static string? Plain(IFormattable? value) =>
        value switch
        {
            DateOnly day => day.ToString("yyyy'-'MM'-'dd", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss'Z'", CultureInfo.InvariantCulture),
            _ => value?.ToString(null, CultureInfo.InvariantCulture),
        };
}
