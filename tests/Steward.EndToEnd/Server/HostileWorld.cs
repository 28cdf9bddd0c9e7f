using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Steward.Tests.Assistant;

namespace Steward.EndToEnd.Server;

/// <summary>Somebody with a session.</summary>
internal sealed record HostileCaller(string Email, string User, string Tenant, string AccessToken, string? RefreshToken)
{
    public string Session { get; } =
        JsonDocument
            .Parse(System.Buffers.Text.Base64Url.DecodeFromChars(AccessToken.Split('.')[1]))
            .RootElement.GetProperty("sid")
            .GetString()!;
}

/// <summary>
/// Who calls and what there is: Ana's household, in which Vera may only read, Bob's, and guests, who come and go so that the others can
/// stay signed in. Carl does not call; others try his ids. What the answers tell of new things is kept for the requests after them.
/// </summary>
internal sealed partial class HostileWorld(HttpClient client, ScriptedServer outside)
{
    /// <summary>The one of the document's examples.</summary>
    private const string Password = "a long enough secret";

    private const string AgentText = "---\nname: helper\ndescription: Helps.\ntools: Read, add_task\n---\nHelp.";

    private const int Least = 3;

    /// <summary>Nobody is asked there: no turn is begun.</summary>
    private const string ModelUrl = "https://models.example/v1";

    private static readonly HashSet<string> OfGuests =
    [
        "sign_in",
        "sign_out",
        "refresh",
        "switch_tenant",
        "add_tenant",
        "end_session",
        "change_password",
    ];
    private static readonly HashSet<string> EndsSession = ["sign_out", "refresh", "end_session", "change_password"];

    private readonly Lock access = new();
    private readonly Dictionary<string, List<string>> known = [];
    private readonly List<HostileCaller> guests = [];
    private HostileCaller spare = null!;
    private HostileCaller ana = null!;
    private HostileCaller vera = null!;
    private HostileCaller bob = null!;
    private HostileCaller carl = null!;
    private string carlsTask = "";

    // What nobody deletes, so that others can stand in it or beside it.
    private string home = "";
    private string section = "";
    private string anchor = "";
    private string parent = "";
    private string child = "";
    private string outsideCall = "";
    private readonly string import = $"{Guid.CreateVersion7()}";
    private int made;

    public HostileCaller Caller(string operation, Random random)
    {
        lock (access)
            return !OfGuests.Contains(operation) ? ana
                : guests.Count > 0 ? guests[random.Next(guests.Count)]
                : spare;
    }

    /// <summary>A good value for the input of that name; null: the document's example will do.</summary>
    public string? Text(string operation, string name, HostileCaller caller, Random random) =>
        (operation, name) switch
        {
            ("get_progress", "id") => import,
            ("list_changes", "user_id") => ana.User,
            ("list_changes", "id") => Any("task_id", random),
            (_, "id") => $"{Guid.CreateVersion7()}",
            ("add_task" or "update_task", "assignee_id") when random.Next(2) == 0 => random.Next(2) == 0
                ? "me"
                : ana.Email,
            (_, "assignee_id" or "member_id" or "mention_id") => ana.User,
            ("add_project", "key") => $"K{Interlocked.Increment(ref made)}",
            ("update_project", "key") => $"U{Interlocked.Increment(ref made)}",
            ("add_project" or "move_project", "parent_id") => parent,
            ("move_project", "before_id") => child,
            ("add_agent", "name") => NewAgent(),
            ("add_agent" or "update_agent", "text") => random.Next(2) == 0 ? AgentText : AgentText + random.Next(),
            ("remove_agent", "name") => Take("agent", random),
            ("get_agent" or "update_agent" or "restore_agent_version", "name") => Any("agent", random),
            ("add_section" or "update_section" or "add_label" or "update_label", "name") =>
                $"name {Interlocked.Increment(ref made)}",
            ("update_section", "before_id") => section,
            ("move_task" or "move_tasks", "before_id") => anchor,
            ("delete_project", "project_id") => Take("project_id", random),
            (
                "get_project"
                    or "update_project"
                    or "move_project"
                    or "share_project"
                    or "archive_project"
                    or "unarchive_project"
                    or "restore_project",
                "project_id"
            ) => Any("project_id", random),
            (_, "project_id") => home,
            (_, "other_id") => Any("task_id", random),
            (
                "delete_section"
                    or "delete_label"
                    or "remove_relation"
                    or "delete_comment"
                    or "remove_reminder"
                    or "delete_view",
                "section_id"
                    or "label_id"
                    or "relation_id"
                    or "comment_id"
                    or "reminder_id"
                    or "view_id"
            ) => Take(name, random),
            (_, "tenant_id") => caller.Tenant,
            (_, "session_id") => caller.Session,
            (_, "refresh_token") => caller.RefreshToken,
            ("sign_in", "email") => caller.Email,
            (_, "email") => NewEmail(),
            (_, "expires_at") => $"{DateTimeOffset.UtcNow.AddDays(30):O}",
            (_, "cursor") => Any("cursor of " + operation, random),
            (_, "since") => $"{DateTimeOffset.UtcNow.AddDays(-1):O}",
            (_, "due_from" or "due_until") => "2026-11-20",
            ("undo_change" or "undo_changes", "change_id") => Take("change_id", random),
            ("add_model_provider" or "update_model_provider", "name") => $"model-{Interlocked.Increment(ref made)}",
            ("add_model_provider" or "update_model_provider", "url") => ModelUrl,
            ("add_model_provider" or "update_model_provider", "key") => "sk-0123456789",
            ("remove_model_provider", "model_provider_id") => Take(name, random),
            ("add_server", "name") => $"s-{Interlocked.Increment(ref made)}",
            ("add_server" or "update_server", "url") => outside.Url,
            ("add_server" or "update_server", "header") => "X-Key",
            ("add_server" or "update_server" or "restore_server_version", "secret") => "secret-0123456789",
            ("update_server_tool", "server") => "tools",
            ("update_server_tool", "tool") => "echo",
            ("call_outside_tool", "server") => "tools",
            ("call_outside_tool", "tool") => "send",
            ("remove_server", "server") => Take("server", random),
            (_, "server") => Any("server", random),
            ("decide_outside_call", "outside_call_id") => Take("outside_call_id", random),
            (_, "outside_call_id") => outsideCall,
            ("delete_conversation", "conversation_id") => Take("conversation_id", random),
            ("add_message", "agent") => "steward",
            ("remove_approval_rule", "rule_id") => Take("rule_id", random),
            ("decide_approval", "approval_id") => Take("approval_id", random),
            ("decide_approval", "decision") => "deny",
            ("remove_membership", "user_id") => Take("user_id", random),
            ("accept_invitation", "token") => Take("token", random),
            _ => Any(name, random),
        };

    /// <summary>An id of Carl's household.</summary>
    public string Foreign(Random random) =>
        random.Next(4) switch
        {
            0 => carl.User,
            1 => carl.Tenant,
            2 => carl.Session,
            _ => carlsTask,
        };

    /// <summary>A token that is somebody else's, or none.</summary>
    public string Authorization(string operation, Random random) =>
        random.Next(6) switch
        {
            // Else they could not sign in any more.
            < 3 when operation is "change_password" => "Bearer stw_",
            0 or 1 => "Bearer " + vera.AccessToken,
            2 => "Bearer " + bob.AccessToken,
            3 => "Bearer " + ana.AccessToken[..^random.Next(1, 100)] + "A",
            _ => HostileValues.Authorization(random),
        };

    /// <summary>Keeps what an answer tells of new things, and forgets who has ended their session.</summary>
    public void Learn(HostileRequest request, HttpResponseMessage answer, JsonElement body)
    {
        var (operation, isPreview) = (request.Operation.Id, answer.Headers.Contains("Preference-Applied"));
        if (isPreview || body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            return;
        if (answer.Headers.TryGetValues("Steward-Change-Id", out var change) && request.Caller == ana)
            Keep("change_id", change.Single());
        lock (access)
            if (EndsSession.Contains(operation))
                guests.Remove(request.Caller!);
        if (body.ValueKind is JsonValueKind.Undefined)
            return;
        switch (operation)
        {
            case "sign_up" or "sign_in" or "refresh" when Text("refresh_token") is not null:
                lock (access)
                    guests.Add(Caller(body));
                break;
            case "accept_invitation":
                Keep("user_id", body.GetProperty("user").GetProperty("id").GetString()!);
                break;
            case "add_task"
            or "add_api_key"
            or "add_section"
            or "add_label"
            or "add_relation"
            or "add_comment"
            or "add_reminder"
            or "add_model_provider"
            or "add_view" when request.Caller == ana:
                Keep(operation["add_".Length..] + "_id", Id(body));
                break;
            case "add_agent" when request.Caller == ana:
                Keep("agent", Text("name")!);
                break;
            case "add_invitation":
                Keep("invitation_id", Id(body.GetProperty("invitation")));
                break;
            default:
                if ((Text("next_cursor") ?? Text("cursor")) is { } cursor)
                    Keep("cursor of " + operation, cursor);
                break;
        }

        string? Text(string name) =>
            body.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
                ? value.GetString()
                : null;
    }

    public async Task<bool> IsCarlUntouched()
    {
        var again = await SignIn(carl.Email);
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/tasks");
        request.Headers.Authorization = new("Bearer", again.AccessToken);
        using var answer = await client.SendAsync(request);
        var tasks = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return tasks.GetProperty("items").EnumerateArray().Single().GetProperty("version").GetInt64() == 1;
    }

    private async Task<HostileCaller> SignUp() =>
        Caller(
            await Ask(
                null,
                "auth/sign_up",
                new
                {
                    email = NewEmail(),
                    password = Password,
                    display_name = "Ana",
                    tenant_name = "Home",
                }
            )
        );

    private async Task<HostileCaller> SignIn(string email) =>
        Caller(await Ask(null, "auth/sign_in", new { email, password = Password }));

    private async Task<HostileCaller> Invite(string role) =>
        Caller(
            await Ask(
                null,
                "auth/accept_invitation",
                new
                {
                    token = await Invitation(role),
                    password = Password,
                    email = NewEmail(),
                    display_name = "Vera",
                }
            )
        );

    private async Task<string> Invitation(string role)
    {
        var made = await Ask(ana, "invitations", new { role });
        Keep("invitation_id", Id(made.GetProperty("invitation")));
        return made.GetProperty("token").GetString()!;
    }

    private async Task<JsonElement> Ask(HostileCaller? caller, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/" + path)
        {
            Content = JsonContent.Create(body),
        };
        if (caller is not null)
            request.Headers.Authorization = new("Bearer", caller.AccessToken);
        using var answer = await client.SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {said}");
        return JsonElement.Parse(said);
    }

    private static HostileCaller Caller(JsonElement signedIn) =>
        new(
            signedIn.GetProperty("user").GetProperty("email").GetString()!,
            Id(signedIn.GetProperty("user")),
            Id(signedIn.GetProperty("tenant")),
            signedIn.GetProperty("access_token").GetString()!,
            signedIn.GetProperty("refresh_token").GetString()
        );

    private static string Id(JsonElement made) => made.GetProperty("id").GetString()!;

    private string NewAgent() => $"helper-{Interlocked.Increment(ref made)}";

    private string NewEmail() => $"guest-{Interlocked.Increment(ref made)}@example.org";

    private void Keep(string kind, string value)
    {
        lock (access)
            (known.TryGetValue(kind, out var values) ? values : known[kind] = []).Add(value);
    }

    private int CountOf(string kind)
    {
        lock (access)
            return known.GetValueOrDefault(kind)?.Count ?? 0;
    }

    private string? Any(string kind, Random random)
    {
        lock (access)
            return known.TryGetValue(kind, out var values) && values.Count > 0
                ? values[random.Next(values.Count)]
                : null;
    }

    /// <summary>For what can be used only once.</summary>
    private string? Take(string kind, Random random)
    {
        lock (access)
        {
            var value = Any(kind, random);
            if (value is not null && CountOf(kind) > Least)
                known[kind].Remove(value);
            return value;
        }
    }
}
