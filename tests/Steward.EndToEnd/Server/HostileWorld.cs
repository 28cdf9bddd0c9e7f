using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

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
internal sealed class HostileWorld(HttpClient client)
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
    private readonly string import = $"{Guid.CreateVersion7()}";
    private int made;

    public async Task Begin()
    {
        ana = await SignUp();
        bob = await SignUp();
        carl = await SignUp();
        carlsTask = Id(await Ask(carl, "tasks", new { title = "Pay the rent" }));
        vera = await Invite("viewer");
        home = Id(await Ask(ana, "projects", new { name = "Home" }));
        section = Id(await Ask(ana, $"projects/{home}/sections", new { name = "First" }));
        anchor = Id(await Ask(ana, "tasks", new { title = "Stay", project_id = home }));
        parent = Id(await Ask(ana, "projects", new { name = "Above" }));
        child = Id(await Ask(ana, "projects", new { name = "Within", parent_id = parent }));
        await Ask(ana, "tasks/imports", new { content = "Pay the rent", id = import });
        await Ask(ana, "approval_rules", new { target = "delete_task", action = "ask" });
        for (var waiting = 0; waiting < 80; waiting++)
            Keep("approval_id", await Approval(Id(await Ask(ana, "tasks", new { title = "Wait" }))));
        // Without a model these fail at once, so that they can be tried again.
        var conversation = Id(await Ask(ana, "conversations", new { }));
        for (var run = 0; run < 5; run++)
            Keep(
                "run_id",
                Id(await Ask(ana, $"conversations/{conversation}/messages", new { text = "Plan", agent = "steward" }))
            );
        await Replenish();
    }

    /// <summary>New sessions before the tokens end, and new things in place of those that are used up.</summary>
    public async Task Replenish()
    {
        (ana, bob) = (await SignIn(ana.Email), await SignIn(bob.Email));
        vera = await SignIn(vera.Email);
        // For when all guests of a round have left, so that nobody else's password is changed.
        spare = await SignUp();
        while (guests.Count < 12)
            guests.Add(await SignUp());
        while (CountOf("user_id") < 8)
            Keep("user_id", (await Invite("member")).User);
        // With a day, for reminders, and repeating, to be skipped.
        var due = new { date = "2027-01-01" };
        while (CountOf("task_id") < 40)
            Keep(
                "task_id",
                Id(
                    await Ask(
                        ana,
                        "tasks",
                        new
                        {
                            title = "Pay the rent",
                            due,
                            recurrence = "every day",
                        }
                    )
                )
            );
        foreach (
            var (kind, path, body) in new (string, string, object)[]
            {
                ("project_id", "projects", new { name = "Garden" }),
                ("section_id", $"projects/{home}/sections", new { name = NewEmail() }),
                ("label_id", "labels", new { name = NewEmail() }),
                ("comment_id", $"tasks/{anchor}/comments", new { body = "Yes." }),
                ("reminder_id", $"tasks/{anchor}/reminders", new { at = "2027-01-01T09:00:00Z" }),
                ("conversation_id", "conversations", new { title = "Plans" }),
                ("view_id", "views", new { name = "Mine", filter = "open" }),
            }
        )
            while (CountOf(kind) < 15)
                Keep(
                    kind,
                    Id(await Ask(ana, path, kind is "section_id" or "label_id" ? new { name = NewEmail() } : body))
                );
        while (CountOf("relation_id") < 15)
        {
            var other = Id(await Ask(ana, "tasks", new { title = "Other" }));
            Keep(
                "relation_id",
                Id(await Ask(ana, $"tasks/{anchor}/relations", new { kind = "blocks", other_id = other }))
            );
        }
        while (CountOf("api_key_id") < 10)
            Keep(
                "api_key_id",
                Id(
                    await Ask(
                        ana,
                        "api_keys",
                        new
                        {
                            name = "a",
                            scopes = (string[])["read:*"],
                            expires_at = DateTimeOffset.UtcNow.AddDays(9),
                        }
                    )
                )
            );
        while (CountOf("rule_id") < 10)
            Keep("rule_id", Id(await Ask(ana, "approval_rules", new { target = "delete_task", action = "ask" })));
        while (await AreFew("agent", "agents", "name"))
            Keep(
                "agent",
                (await Ask(ana, "agents", new { name = NewAgent(), text = AgentText })).GetProperty("name").GetString()!
            );
        while (await AreFew("model_provider_id", "model_providers", "id"))
            Keep(
                "model_provider_id",
                Id(
                    await Ask(
                        ana,
                        "model_providers",
                        new
                        {
                            name = $"model-{Interlocked.Increment(ref made)}",
                            kind = "openai",
                            url = ModelUrl,
                            model = "m",
                        }
                    )
                )
            );
        while (CountOf("token") < 30)
            Keep("token", await Invitation("member"));
    }

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

    /// <summary>An agent of Ana's wants to delete the task, and is told which approval that waits for.</summary>
    private async Task<string> Approval(string task)
    {
        var call = new
        {
            jsonrpc = "2.0",
            id = 1,
            method = "tools/call",
            @params = new { name = "delete_task", arguments = new { task_id = task } },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "mcp") { Content = JsonContent.Create(call) };
        request.Headers.Authorization = new("Bearer", ana.AccessToken);
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        using var answer = await client.SendAsync(request);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return said.GetProperty("result")
            .GetProperty("structuredContent")
            .GetProperty("params")
            .GetProperty("approval_id")
            .GetString()!;
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

    /// <summary>Of some things there are only so many: those that hostile requests have left will do, too.</summary>
    private async Task<bool> AreFew(string kind, string path, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/" + path);
        request.Headers.Authorization = new("Bearer", ana.AccessToken);
        using var answer = await client.SendAsync(request);
        var listed = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var there = listed
            .GetProperty("items")
            .EnumerateArray()
            .Where(one => !one.TryGetProperty("source", out var source) || source.ValueEquals("own"))
            .Select(one => one.GetProperty(name).GetString()!)
            .ToList();
        lock (access)
            known[kind] = there;
        return there.Count < 8;
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
