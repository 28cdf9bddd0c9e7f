using System.Text.RegularExpressions;

namespace Steward.Tasks;

/// <summary>What can be told of each line by itself: the same bounds as the operations that add one row have.</summary>
internal sealed partial class LineCheck(ImportFaults faults)
{
    private const int LongestName = 200;
    private const int LongestText = 20_000;
    private const int MostNumber = 1_000_000_000;
    private const int MostNamed = 50;

    private readonly FileRules rules = new(faults);

    public void Check(TasksFile file)
    {
        file.Projects.ForEach(Check);
        foreach (var section in file.Sections)
            Spoiled(section, Text("name", section.Name, LongestName, isNeeded: true));
        foreach (var label in file.Labels)
            Spoiled(label, Text("name", label.Name, 100, isNeeded: true) ?? Color(label.Color));
        foreach (var series in file.Series)
            Bad(series, Series(series));
        file.Tasks.ForEach(Check);
        foreach (var comment in file.Comments)
            Bad(comment, Text("body", comment.Body, LongestText, isNeeded: true) ?? Count(comment.MentionIds));
        foreach (var relation in file.Relations)
            Bad(relation, relation.TaskId == relation.OtherId ? "A task is nothing to itself." : null);
        foreach (var reminder in file.Reminders)
            Bad(reminder, Reminder(reminder));
        foreach (var view in file.Views)
            Bad(
                view,
                Text("name", view.Name, 100, isNeeded: true) ?? Text("filter", view.Filter, QueryLimits.Length, true)
            );
    }

    private void Check(ProjectLine project) =>
        Spoiled(
            project,
            Text("name", project.Name, LongestName, isNeeded: true)
                ?? Text("description", project.Description, LongestText)
                ?? Color(project.Color)
                ?? (
                    project.Key is null || Key().IsMatch(project.Key)
                        ? null
                        : "Its key must be as HOME: A to Z, 0 to 9."
                )
                ?? (project.MemberIds is { Length: > LongestName } ? "It has more than 200 members." : null)
        );

    private void Check(TaskLine task)
    {
        Bad(
            task,
            Text("title", task.Title, 500, isNeeded: true)
                ?? Text("notes", task.Notes, LongestText)
                ?? (task.Priority is < 1 or > 4 ? "Its priority must be 1 to 4." : null)
                ?? (
                    task.EstimateMinutes is < 1 or > TaskItem.MostMinutes
                        ? $"Its estimate must be 1 to {TaskItem.MostMinutes} minutes."
                        : null
                )
                ?? (
                    task.Due is { TimeZone: { } zone } && (zone.Length > 64 || !Zones.Exists(zone))
                        ? "Its time zone is not an IANA time zone, as Europe/Berlin is."
                        : null
                )
                ?? Count(task.LabelIds)
                ?? Count(task.AssigneeIds)
                ?? (task.Number is < 1 or > MostNumber ? $"Its number must be 1 to {MostNumber}." : null)
                ?? (task.Repetition is < 1 or > MostNumber ? $"Its repetition must be 1 to {MostNumber}." : null)
        );
    }

    private string? Series(SeriesLine series) =>
        Text("title", series.Title, 500, isNeeded: true)
        ?? Text("notes", series.Notes, LongestText)
        ?? (series.Priority is < 1 or > 4 ? "Its priority must be 1 to 4." : null)
        ?? (
            series.EstimateMinutes is < 1 or > TaskItem.MostMinutes
                ? $"Its estimate must be 1 to {TaskItem.MostMinutes} minutes."
                : null
        )
        ?? (
            series.StartTime is null == series.StartZone is null
            && (series.StartZone is null || (series.StartZone.Length <= 64 && Zones.Exists(series.StartZone)))
                ? null
                : "A time of its start has an IANA time zone, as Europe/Berlin is, and a day none."
        )
        ?? (IsFar(series.DaysToStart) || IsFar(series.DaysToDeadline) ? "Its days lie too far apart." : null)
        ?? (series.StartRepetition is < 1 or > MostNumber ? $"Its repetition must be 1 to {MostNumber}." : null)
        ?? Count(series.LabelIds)
        ?? Count(series.AssigneeIds)
        ?? rules.Read(series);

    private static bool IsFar(int? days) => days is < -100_000 or > 100_000;

    private static string? Reminder(ReminderLine reminder) =>
        reminder.At is null == reminder.MinutesBefore is null ? "It needs at or minutes_before, one of them."
        : reminder.MinutesBefore is < 0 or > TaskItem.MostMinutes
            ? $"Its minutes_before must be 0 to {TaskItem.MostMinutes}."
        : reminder.TimeZone.Length > 64 || !Zones.Exists(reminder.TimeZone)
            ? "Its time zone is not an IANA time zone, as Europe/Berlin is."
        : null;

    private void Bad(Line line, string? fault)
    {
        if ((fault ?? (line.Id.Version is 7 ? null : "Its id must be a UUID of version 7.")) is not { } message)
            return;
        line.IsBad = true;
        faults.Add(line.Place, message);
    }

    /// <summary>Others stand in it, so that leaving it out mends nothing.</summary>
    private void Spoiled(Line line, string? fault)
    {
        if ((fault ?? (line.Id.Version is 7 ? null : "Its id must be a UUID of version 7.")) is { } message)
            faults.Spoil(line.Place, message);
    }

    private static string? Text(string name, string? text, int most, bool isNeeded = false) =>
        isNeeded && string.IsNullOrWhiteSpace(text) ? $"It has no {name}."
        : text?.Length > most ? $"Its {name} is longer than {most} characters."
        : text is not null && IsUnstorable(text) ? $"Its {name} holds a NUL character, half a surrogate pair or U+FFFE."
        : null;

    private static bool IsUnstorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (text[i] is '\0' or '\uFFFE' || (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i++)))
                return true;
        return false;
    }

    private static string? Color(string? color) =>
        color is null || IsColor().IsMatch(color) ? null : "Its color must be as #1f6feb.";

    private static string? Count(Guid[] ids) => ids.Length > MostNamed ? $"It names more than {MostNamed}." : null;

    [GeneratedRegex("^" + ProjectKey.Pattern + @"\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z")]
    private static partial Regex IsColor();
}
