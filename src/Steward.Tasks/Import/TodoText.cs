using System.Globalization;

namespace Steward.Tasks;

/// <summary>todo.txt: a line is a task.</summary>
internal static class TodoText
{
    private const int LongestLine = 20_000;

    public static void Read(string text, Draft draft)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (draft.IsFull)
                break;
            if (line.Length > LongestLine)
                draft.Faults.Add($"line {number}", $"It is longer than {LongestLine} characters.");
            else if (!line.IsWhiteSpace())
                Add(line.Trim().ToString(), $"line {number}", draft);
        }
    }

    private static void Add(string line, string place, Draft draft)
    {
        var words = new Queue<string>(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var isDone = words.TryPeek(out var first) && first is "x";
        if (isDone)
            words.Dequeue();
        var priority = 4;
        if (words.TryPeek(out var urgent) && urgent is ['(', >= 'A' and <= 'Z', ')'])
            priority = Math.Min(words.Dequeue()[1] - 'A' + 1, 4);
        var (one, two) = (Date(words), Date(words));

        var task = draft.Task("", place);
        task.Priority = priority;
        // x COMPLETED CREATED of what is done, CREATED of what is not.
        (task.CompletedAt, task.CreatedAt) = isDone
            ? (Instant(one, draft), Instant(two, draft))
            : (null, Instant(one, draft));
        task.Status = isDone ? Status.Done : Status.Todo;
        task.ProjectId = draft.Home;
        var labels = new List<Guid>();
        var title = words.Where(word => !IsTaken(word, task, labels, place, draft));
        task.Title = string.Join(' ', title);
        task.LabelIds = [.. labels.Distinct()];
    }

    private static bool IsTaken(string word, TaskLine task, List<Guid> labels, string place, Draft draft)
    {
        switch (word)
        {
            case ['+', _, ..]:
                task.ProjectId = draft.Project(word[1..], place).Id;
                return true;
            case ['@', _, ..]:
                labels.Add(draft.Label(word[1..], place).Id);
                return true;
        }
        if (word.Split(':', 2) is not [var key, { Length: > 0 } value])
            return false;
        switch (key)
        {
            case "due" or "t":
                var day = TextDates.Read(value, draft.Zone, null);
                if (day is null)
                    draft.Faults.Add(place, $"'{(word.Length > 60 ? word[..60] : word)}' holds no date as 2026-11-20.");
                else if (key is "due")
                    task.Due = day;
                else
                    task.Start = day.Date;
                return true;
            case "rec":
                Draft.Repeat(task, value);
                return true;
            case "pri" when value is [>= 'A' and <= 'Z']:
                task.Priority = Math.Min(value[0] - 'A' + 1, 4);
                return true;
            default:
                return false;
        }
    }

    private static DateOnly? Date(Queue<string> words)
    {
        if (
            !words.TryPeek(out var word)
            || !DateOnly.TryParseExact(
                word,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
        )
            return null;
        words.Dequeue();
        return date;
    }

    private static DateTimeOffset? Instant(DateOnly? date, Draft draft) =>
        date is { } day ? Zones.At(day, TimeOnly.MinValue, draft.Zone) : null;
}
