namespace Steward.Tasks;

/// <summary>
/// Todoist's CSV of one project: rows of tasks, sections and notes; what is indented is a part of what stands above it. Its
/// priority 1 is the most urgent, as ours is.
/// </summary>
internal static class TodoistText
{
    public static void Read(string text, Draft draft)
    {
        Dictionary<string, int>? columns = null;
        Guid? section = null;
        var above = new List<TaskLine>();
        var home = draft.Home;
        foreach (var (number, cells) in CsvRows.Read(text, draft.Faults))
        {
            if (draft.IsFull)
                break;
            var place = $"line {number}";
            if (columns is null)
            {
                columns = Columns(cells);
                if (!columns.ContainsKey("TYPE") || !columns.ContainsKey("CONTENT"))
                {
                    draft.Faults.Spoil(place, "It is no file of Todoist's: the columns TYPE and CONTENT are missing.");
                    return;
                }
                continue;
            }
            var type = Cell("TYPE");
            if (type is "section" && home is { } project)
                section = draft.Section(project, Cell("CONTENT"), place);
            else if (type is "task")
                Stand(Task(place));
            else if (type is "note" && above is [.., var task])
                draft.Comment(task, Cell("CONTENT"), null, place);
            else if (type is "note" or "section")
                draft.Faults.Add(
                    place,
                    type is "note"
                        ? "No task stands above the note."
                        : "A section needs a project: give name or project_id."
                );
            else if (type is not ("" or "meta"))
                draft.Faults.Add(place, "Its TYPE is none of task, section, note.");

            string Cell(string name) =>
                columns.TryGetValue(name, out var at) && at < cells.Length ? CsvText.Plain(cells[at]).Trim() : "";

            TaskLine Task(string place)
            {
                var (title, labels) = Labels(Cell("CONTENT"));
                var task = draft.Task(title, place);
                task.Notes = Cell("DESCRIPTION") is { Length: > 0 } notes ? notes : null;
                task.Priority = Cell("PRIORITY") is "" ? 4 : Number("PRIORITY", 1, 4) ?? 4;
                task.LabelIds = [.. labels.Select(label => draft.Label(label, place).Id).Distinct()];
                (task.ProjectId, task.SectionId) = (home, section);
                if (Cell("RESPONSIBLE") is { Length: > 0 } who)
                    task.Assignees.Add(who.Split(" (")[0]);
                task.Deadline = Cell("DEADLINE") is { Length: > 0 } last ? Due(last)?.Date : null;
                if (Cell("DURATION") is { Length: > 0 } duration && duration != "None")
                    task.EstimateMinutes = CsvValues.Minutes(duration + (Cell("DURATION_UNIT") is "day" ? "d" : ""));
                if (Cell("DATE") is { Length: > 0 } date)
                    if (TextDates.Read(date, Zone(), draft.Source.DateOrder) is { } due)
                        task.Due = due;
                    else
                        // A date in words, or one that comes again: nothing is guessed, nothing is lost.
                        Draft.Repeat(task, date);
                return task;
            }

            Due? Due(string date)
            {
                var due = TextDates.Read(date, Zone(), draft.Source.DateOrder);
                if (due is null)
                    draft.Faults.Add(place, "Its deadline is no date that is understood.");
                return due;
            }

            string Zone() => Cell("TIMEZONE") is { Length: > 0 } zone && Zones.Exists(zone) ? zone : draft.Zone;

            void Stand(TaskLine task)
            {
                var indent = Cell("INDENT") is "" ? 1 : Number("INDENT", 1, 20) ?? 1;
                var keep = Math.Min(indent - 1, above.Count);
                above.RemoveRange(keep, above.Count - keep);
                task.ParentId = above is [.., var last] ? last.Id : null;
                above.Add(task);
            }

            int? Number(string name, int least, int most)
            {
                if (CsvValues.Indent(Cell(name)) is { } value && value >= least && value <= most)
                    return value;
                draft.Faults.Add(place, $"Its {name} is no number from {least} to {most}.");
                return null;
            }
        }
        if (columns is null)
            draft.Faults.Spoil("", "The file is empty.");
    }

    private static Dictionary<string, int> Columns(string[] header)
    {
        var columns = new Dictionary<string, int>();
        for (var i = 0; i < header.Length; i++)
            columns.TryAdd(header[i].Trim(), i);
        return columns;
    }

    /// <summary>Words as @errand, which stand by themselves, are labels.</summary>
    private static (string Title, List<string> Labels) Labels(string content)
    {
        var words = content.Split(' ');
        var labels = words.Where(word => word is ['@', _, ..]).Select(word => word[1..]).ToList();
        return labels is []
            ? (content, labels)
            : (string.Join(' ', words.Where(word => word is not ['@', _, ..])).Trim(), labels);
    }
}
