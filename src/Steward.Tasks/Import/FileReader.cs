using System.Text.Json;

namespace Steward.Tasks;

/// <summary>Reads a file of any format; finds out which it is, where that was not said.</summary>
internal static class FileReader
{
    public static ReadFile Read(IImportSource source, Func<Guid> newId, string zone)
    {
        var text = source.Content.TrimStart('\uFEFF');
        var format = source.Format ?? Guess(text);
        var draft = new Draft(source, newId, zone);
        switch (format)
        {
            case ImportFormat.Steward:
                return new(format, AtHome(StewardText.Read(text, draft.Faults), draft), draft.Faults, []);
            case ImportFormat.Vikunja:
                VikunjaText.Read(text, draft);
                break;
            case ImportFormat.TodoTxt:
                TodoText.Read(text, draft);
                break;
            case ImportFormat.TodoistCsv:
                TodoistText.Read(text, draft);
                break;
            default:
                CsvText.Read(text, draft);
                break;
        }
        return new(format, draft.File, draft.Faults, draft.Columns);
    }

    /// <summary>Tasks that name no project come where was said; those that are a part of another stand where that one does.</summary>
    private static TasksFile AtHome(TasksFile file, Draft draft)
    {
        var homeless = file.Tasks.Where(task => task.ProjectId is null).ToList();
        if (homeless is [] || draft.Home is not { } home)
            return file;
        file.Projects.AddRange(draft.File.Projects);
        homeless.ForEach(task => task.ProjectId = home);
        return file;
    }

    private static ImportFormat Guess(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("{"))
            return ImportFormat.Steward;
        if (start.StartsWith("["))
            return ImportFormat.Vikunja;
        var header = start[..(start.IndexOfAny('\r', '\n') is >= 0 and var end ? end : start.Length)];
        if (header.StartsWith("TYPE", StringComparison.Ordinal) && header.Contains("CONTENT", StringComparison.Ordinal))
            return ImportFormat.TodoistCsv;
        return CsvColumns.IsHeader(header.ToString()) ? ImportFormat.Csv : ImportFormat.TodoTxt;
    }
}

/// <summary>A file as it was read, its faults with it.</summary>
internal sealed record ReadFile(
    ImportFormat Format,
    TasksFile File,
    ImportFaults Faults,
    IReadOnlyList<ImportColumn> Columns
);

/// <summary>Steward's own JSON.</summary>
internal static class StewardText
{
    public static TasksFile Read(string text, ImportFaults faults)
    {
        try
        {
            if (JsonSerializer.Deserialize<TasksFile>(text, Wire.Json) is { Format: TasksFile.Marker } file)
                return Placed(file, faults);
            faults.Spoil("", $"It is not one of Steward's files: \"format\" is not \"{TasksFile.Marker}\".");
        }
        catch (Exception fault) when (Wire.IsUnreadable(fault))
        {
            var line = fault is JsonException { LineNumber: { } number } ? $"line {number + 1}" : "";
            faults.Spoil(
                line,
                $"It cannot be read{(fault is JsonException { Path: { Length: > 0 and < 100 } path } ? $" at {path}" : "")}."
            );
        }
        return new();
    }

    private static TasksFile Placed(TasksFile file, ImportFaults faults)
    {
        if (file.Version != 1)
            faults.Spoil("", $"Version {file.Version} of the format is not known here; 1 is.");
        if (file.Tasks.Count > IImportSource.MostTasks)
            faults.Spoil("", $"There are more than {IImportSource.MostTasks} tasks. Import them in parts.");
        Place("project", file.Projects);
        Place("section", file.Sections);
        Place("label", file.Labels);
        Place("series", file.Series);
        Place("task", file.Tasks);
        Place("comment", file.Comments);
        Place("relation", file.Relations);
        Place("reminder", file.Reminders);
        Place("view", file.Views);
        return file;

        void Place<T>(string kind, List<T> lines)
            where T : Line
        {
            if (lines.Exists(line => line is null))
                faults.Spoil("", $"A {kind} is null.");
            lines.RemoveAll(line => line is null);
            for (var i = 0; i < lines.Count; i++)
                lines[i].Place = $"{kind} {i + 1}";
        }
    }
}
