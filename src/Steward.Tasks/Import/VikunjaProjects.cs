using System.Globalization;
using System.Text.Json;

namespace Steward.Tasks;

/// <summary>Reads the projects of an export, with all that stands in them.</summary>
internal sealed class VikunjaProjects(Draft draft)
{
    private readonly Dictionary<long, ProjectLine> projects = [];
    private readonly Dictionary<long, TaskLine> tasks = [];
    private readonly List<(TaskLine Task, string Kind, long Other)> relations = [];
    private readonly HashSet<(Guid, RelationKind, Guid)> related = [];

    public void Read(JsonElement list)
    {
        var read = Items(list).Select(one => (Above: Number(one, "parent_project_id"), Project: Project(one))).ToList();
        foreach (var (above, project) in read)
            if (above is { } id && projects.TryGetValue(id, out var parent))
                project.ParentId = parent.Id;
        foreach (var (task, kind, other) in relations)
            if (tasks.TryGetValue(other, out var found) && found != task)
                Relate(task, kind, found);
    }

    private ProjectLine Project(JsonElement one)
    {
        var place = $"project {projects.Count + 1}";
        var project = draft.NewProject(Text(one, "title") ?? "", place);
        projects.TryAdd(Number(one, "id") ?? -projects.Count, project);
        project.Description = Text(one, "description");
        project.Color = Color(one);
        project.ArchivedAt = Flag(one, "is_archived") ? Time(one, "updated") ?? DateTimeOffset.UnixEpoch : null;
        project.CreatedAt = Time(one, "created");
        var buckets = new Dictionary<long, string>();
        foreach (var bucket in Items(one, "buckets"))
            buckets[Number(bucket, "id") ?? 0] = Text(bucket, "title") ?? "";
        var inBuckets = new Dictionary<long, long>();
        foreach (var placed in Items(one, "task_buckets"))
            inBuckets[Number(placed, "task_id") ?? 0] = Number(placed, "bucket_id") ?? 0;
        foreach (var task in Items(one, "tasks").TakeWhile(_ => !draft.IsFull))
        {
            var bucket = inBuckets.GetValueOrDefault(Number(task, "id") ?? 0, Number(task, "bucket_id") ?? 0);
            Task(task, project, buckets.GetValueOrDefault(bucket));
        }
        return project;
    }

    private void Task(JsonElement one, ProjectLine project, string? bucket)
    {
        var place = $"task {draft.File.Tasks.Count + 1}";
        var task = draft.Task(Text(one, "title") ?? "", place);
        tasks.TryAdd(Number(one, "id") ?? -tasks.Count, task);
        task.Notes = Text(one, "description");
        task.Priority = Number(one, "priority") switch
        {
            >= 4 => 1,
            3 => 2,
            2 => 3,
            _ => 4,
        };
        task.Status = Flag(one, "done") ? Status.Done : Status.Todo;
        task.CompletedAt = task.Status is Status.Done ? Time(one, "done_at") : null;
        task.CreatedAt = Time(one, "created");
        task.Due = Time(one, "due_date") is { } due ? TextDates.InZone(due, draft.Zone) : null;
        task.Start = Time(one, "start_date") is { } start ? TextDates.InZone(start, draft.Zone).Date : null;
        task.Deadline = Time(one, "end_date") is { } end ? TextDates.InZone(end, draft.Zone).Date : null;
        if (Number(one, "repeat_after") is > 0 and var seconds)
            Draft.Repeat(task, string.Create(CultureInfo.InvariantCulture, $"every {seconds} seconds"));
        task.ProjectId = project.Id;
        if (!string.IsNullOrWhiteSpace(bucket))
            task.SectionId = draft.Section(project.Id, bucket, place);
        task.LabelIds = [.. Items(one, "labels").Select(label => Label(label, place)).OfType<Guid>().Distinct()];
        foreach (var who in Items(one, "assignees"))
            task.Assignees.Add(Text(who, "email") ?? Text(who, "name") ?? Text(who, "username") ?? "");
        foreach (var said in Items(one, "comments"))
            if (Text(said, "comment") is { } body)
                draft.Comment(task, body, Time(said, "created"), place);
        if (one.TryGetProperty("related_tasks", out var related) && related.ValueKind is JsonValueKind.Object)
            foreach (var kind in related.EnumerateObject())
            foreach (var other in Items(kind.Value))
                relations.Add((task, kind.Name, Number(other, "id") ?? 0));
    }

    private Guid? Label(JsonElement one, string place)
    {
        if (Text(one, "title") is not { } name)
            return null;
        var label = draft.Label(name, place);
        label.Color ??= Color(one);
        return label.Id;
    }

    private void Relate(TaskLine task, string kind, TaskLine other)
    {
        switch (kind)
        {
            // A task that is a part of two has the first one as its parent.
            case "subtask":
                other.ParentId ??= task.Id;
                return;
            case "parenttask":
                task.ParentId ??= other.Id;
                return;
            case "blocking":
                Add(task, RelationKind.Blocks, other);
                return;
            case "blocked":
                Add(other, RelationKind.Blocks, task);
                return;
            case "duplicateof":
                Add(task, RelationKind.Duplicates, other);
                return;
            case "duplicates":
                Add(other, RelationKind.Duplicates, task);
                return;
            case "follows":
                Add(task, RelationKind.Follows, other);
                return;
            case "precedes":
                Add(other, RelationKind.Follows, task);
                return;
            case "related":
                var (low, high) = task.Id.CompareTo(other.Id) < 0 ? (task, other) : (other, task);
                Add(low, RelationKind.RelatesTo, high);
                return;
        }
    }

    /// <summary>Vikunja tells each from both sides.</summary>
    private void Add(TaskLine task, RelationKind kind, TaskLine other)
    {
        if (related.Add((task.Id, kind, other.Id)))
            draft.File.Relations.Add(
                new()
                {
                    Id = draft.NewId(),
                    TaskId = task.Id,
                    Kind = kind,
                    OtherId = other.Id,
                    Place = task.Place,
                }
            );
    }

    private static IEnumerable<JsonElement> Items(JsonElement list) =>
        list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object)
            : [];

    private static IEnumerable<JsonElement> Items(JsonElement one, string name) =>
        one.TryGetProperty(name, out var list) ? Items(list) : [];

    private static string? Text(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static long? Number(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.Number
        && value.TryGetInt64(out var number)
            ? number
            : null;

    private static bool Flag(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;

    /// <summary>0001-01-01 is how Vikunja writes none.</summary>
    private static DateTimeOffset? Time(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
        && value.TryGetDateTimeOffset(out var time)
        && time.Year > 1
            ? Wire.Stored(time.ToUniversalTime())
            : null;

    private static string? Color(JsonElement one) =>
        Text(one, "hex_color") is { } color
        && color.TrimStart('#') is { Length: 6 } hex
        && hex.All(char.IsAsciiHexDigit)
            ? "#" + hex.ToLowerInvariant()
            : null;
}
