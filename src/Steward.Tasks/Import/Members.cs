using System.Text.Json;

namespace Steward.Tasks;

/// <summary>Who is in the tenant, asked of the module that knows, and only when a file names somebody.</summary>
internal sealed class Members
{
    private const int MostPages = 50;

    private readonly HashSet<Guid> ids = [];
    private readonly Dictionary<string, Guid?> byName = new(StringComparer.OrdinalIgnoreCase);

    public static async Task<Members> Of(TasksFile file, OperationContext context, CancellationToken ct)
    {
        var members = new Members();
        var isNeeded =
            file.Tasks.Exists(task =>
                task is not { Assignees: [], AssigneeIds: [], CreatedBy: null, CompletedBy: null }
            )
            || file.Projects.Exists(project => project is not { MemberIds: null, CreatedBy: null })
            || file.Comments.Exists(comment => comment is not { MentionIds: [], CreatedBy: null });
        string? cursor = null;
        for (var page = 0; isNeeded && page < MostPages; page++)
        {
            var answer = await context.Call("list_memberships", new { limit = 200, cursor }, ct);
            foreach (var one in answer.GetProperty("items").EnumerateArray())
                members.Add(one);
            cursor = answer.GetProperty("next_cursor").GetString();
            if (cursor is null)
                break;
        }
        return members;
    }

    public Guid[] Among(IEnumerable<Guid> wanted) => [.. wanted.Where(ids.Contains).Distinct()];

    /// <summary>By name or e-mail address; null: nobody, or several.</summary>
    public Guid? Find(string name) => byName.GetValueOrDefault(name.Trim());

    /// <summary>Somebody whom a file names as the author, if the caller may speak for others; else the caller.</summary>
    public UserId Author(Guid? named, OperationContext context) =>
        named is { } id && ids.Contains(id) && context.Caller.Scopes.Contains(Scopes.ManageTenant)
            ? new(id)
            : context.User;

    private void Add(JsonElement one)
    {
        var id = one.GetProperty("user_id").GetGuid();
        ids.Add(id);
        foreach (var name in (string[])["email", "display_name"])
            if (one.GetProperty(name).GetString() is { Length: > 0 } text)
                byName[text] = byName.TryGetValue(text, out var other) && other != id ? null : id;
    }
}
