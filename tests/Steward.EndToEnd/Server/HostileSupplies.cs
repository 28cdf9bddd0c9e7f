using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Steward.EndToEnd.Server;

/// <summary>What there is in the hostile world at first, and what takes the place of what is used up.</summary>
internal sealed partial class HostileWorld
{
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
        await MakeOutsideCalls();
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
        while (await AreFew("server", "servers", "name"))
            await Ask(ana, "servers", new { name = $"s-{Interlocked.Increment(ref made)}", url = outside.Url });
        while (CountOf("token") < 30)
            Keep("token", await Invitation("member"));
    }

    /// <summary>Calls of an outside tool; of every third nobody knows what came of it.</summary>
    private async Task MakeOutsideCalls()
    {
        outside.Answer = (http, call) =>
        {
            if (call["arguments"]?["lost"] is null)
                return Task.FromResult<string?>("Yes.");
            http.Abort();
            return Task.FromResult<string?>(null);
        };
        await Ask(ana, "servers", new { name = "tools", url = outside.Url });
        await Until("servers/tools", one => !one.GetProperty("server").GetProperty("state").ValueEquals("new"));
        for (var number = 0; number < 60; number++)
        {
            var isLost = number % 3 == 2;
            object arguments = isLost ? new { lost = true } : new { };
            var call = Id(await Ask(ana, "servers/tools/tools/send/calls", new { arguments }));
            await Until($"outside_calls/{call}", one => !one.GetProperty("state").ValueEquals("pending"));
            if (isLost)
                Keep("outside_call_id", call);
            else
                outsideCall = call;
        }
    }

    private async Task Until(string path, Func<JsonElement, bool> holds)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/" + path);
            request.Headers.Authorization = new("Bearer", ana.AccessToken);
            using var answer = await client.SendAsync(request);
            if (holds(await answer.Content.ReadFromJsonAsync<JsonElement>()))
                return;
            await Task.Delay(20);
        }
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
            // What others are tried out with stays.
            .Where(one => one != "tools")
            .ToList();
        lock (access)
            known[kind] = there;
        return there.Count < 8;
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
}
