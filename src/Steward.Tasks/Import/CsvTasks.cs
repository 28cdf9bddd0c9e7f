namespace Steward.Tasks;

/// <summary>Makes tasks of a CSV file's rows.</summary>
internal sealed class CsvTasks(Draft draft, IReadOnlyList<ImportColumn> columns, DateOrder? order)
{
    private readonly Dictionary<string, TaskLine> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TaskLine> byTitle = new(StringComparer.Ordinal);
    private readonly List<(TaskLine Task, string Parent)> parents = [];
    private readonly List<TaskLine> above = [];

    public void Add(string place, string[] cells)
    {
        var row = new Row(draft, place, columns, cells, order);
        var task = draft.Task(row.Text(ImportField.Title), place);
        task.Notes = row.Text(ImportField.Notes) is { Length: > 0 } notes ? notes : null;
        task.Priority = row.Of(ImportField.Priority, CsvValues.Priority) ?? 4;
        task.Status = row.Of(ImportField.Status, CsvValues.Status) ?? Status.Todo;
        task.Due = row.Due();
        task.Start = row.Of<DateOnly>(ImportField.Start, row.Date);
        task.Deadline = row.Of<DateOnly>(ImportField.Deadline, row.Date);
        task.EstimateMinutes = row.Of(ImportField.EstimateMinutes, CsvValues.Minutes);
        task.CreatedAt = row.Of(ImportField.CreatedAt, row.Instant);
        task.CompletedAt = row.Of(ImportField.CompletedAt, row.Instant);
        if (task.CompletedAt is not null && task.Status is not Status.Cancelled)
            task.Status = Status.Done;
        Draft.Repeat(task, row.Text(ImportField.Recurrence));
        task.LabelIds =
        [
            .. CsvText
                .Several(row.Text(ImportField.Labels))
                .Select(name => draft.Label(name.TrimStart('@', '#'), place).Id)
                .Distinct(),
        ];
        task.Assignees.AddRange(CsvText.Several(row.Text(ImportField.Assignees)));
        task.ProjectId = row.Text(ImportField.Project) is { Length: > 0 } project
            ? draft.Project(project, place).Id
            : draft.Home;
        if (row.Text(ImportField.Section) is { Length: > 0 } section && task.ProjectId is { } within)
            task.SectionId = draft.Section(within, section, place);
        Stand(task, row, place);
    }

    /// <summary>Parents may stand behind their parts.</summary>
    public void Join()
    {
        foreach (var (task, parent) in parents)
            if ((byId.GetValueOrDefault(parent) ?? byTitle.GetValueOrDefault(parent)) is { } found && found != task)
                task.ParentId = found.Id;
            else
                draft.Faults.Add(task.Place, $"Its parent '{Short(parent)}' is not in the file.");
    }

    private void Stand(TaskLine task, Row row, string place)
    {
        if (row.Text(ImportField.Id) is { Length: > 0 } id && !byId.TryAdd(id, task))
            draft.Faults.Add(place, $"Another one has the id '{Short(id)}', too.");
        byTitle.TryAdd(task.Title, task);
        if (row.Text(ImportField.Parent) is { Length: > 0 } parent)
            parents.Add((task, parent));
        else if (row.Of(ImportField.Indent, CsvValues.Indent) is { } indent)
        {
            above.RemoveRange(Math.Min(indent - 1, above.Count), above.Count - Math.Min(indent - 1, above.Count));
            task.ParentId = above is [.., var last] ? last.Id : null;
            above.Add(task);
        }
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60];

    /// <summary>One row's cells by their meaning.</summary>
    private sealed class Row(
        Draft draft,
        string place,
        IReadOnlyList<ImportColumn> columns,
        string[] cells,
        DateOrder? order
    )
    {
        public string Text(ImportField field)
        {
            for (var i = 0; i < Math.Min(cells.Length, columns.Count); i++)
                if (columns[i].Field == field)
                    return CsvText.Plain(cells[i]).Trim();
            return "";
        }

        public T? Of<T>(ImportField field, Func<string, T?> read)
            where T : struct
        {
            if (Text(field) is not { Length: > 0 } text)
                return null;
            var value = read(text);
            if (value is null)
                Fault(field, text);
            return value;
        }

        public DateOnly? Date(string text) => TextDates.Read(text, draft.Zone, order) is { } due ? due.Date : null;

        public DateTimeOffset? Instant(string text) => TextDates.Instant(text, draft.Zone, order);

        public Due? Due()
        {
            if (Text(ImportField.Due) is not { Length: > 0 } text)
                return null;
            if (TextDates.Read(text, draft.Zone, order) is not { } due)
            {
                Fault(ImportField.Due, text);
                return null;
            }
            return Of<TimeOnly>(ImportField.DueTime, TextDates.Time) is { } time
                ? due with
                {
                    Time = time,
                    TimeZone = draft.Zone,
                }
                : due;
        }

        private void Fault(ImportField field, string text) =>
            draft.Faults.Add(
                place,
                $"'{Short(text)}' is no {Wire.Name(field.ToString()).Replace('_', ' ')} that is understood."
                    + (
                        order is null && text.Contains('/')
                            ? " Whether day or month comes first is open: say date_order."
                            : ""
                    )
            );
    }
}
