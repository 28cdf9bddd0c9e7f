using System.Text.Json.Nodes;
using Steward.Tasks;
using Steward.Tests.EveryOperation;
using Steward.Tests.Server.Mcp;

namespace Steward.Tests.Security;

/// <summary>
/// An MCP client that follows somebody else's orders, with its user's own token. Ana has asked to be asked about deletions and about more
/// than twenty rows a day; whatever the client tries, on whichever way round, nothing of it happens without her.
/// </summary>
public sealed class HijackedClientTests(TestSteward steward) : IAsyncLifetime
{
    private McpHost mcp = null!;
    private Member ana = null!;
    private Member ben = null!;
    private TaskView task = null!;
    private Guid rule;
    private Guid change;

    public async ValueTask InitializeAsync()
    {
        mcp = await McpHost.Start(steward);
        ana = await steward.NewOwner();
        ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var added = await ana.Call(new AddTask("Pay the rent"));
        (task, change) = ((TaskView)added.Result!, added.ChangeId!.Value);
        rule = (await ana.Run(new AddApprovalRule("delete_task", RuleAction.Ask, ForEverybody: true))).Id;
        await ana.Run(new AddApprovalRule("delete_project", RuleAction.Ask, ForEverybody: true));
        await ana.Run(
            new AddApprovalRule("write", RuleAction.Allow, ForEverybody: true, Most: 20, Per: RuleWindow.Day)
        );
    }

    public ValueTask DisposeAsync() => mcp.DisposeAsync();

    public static TheoryData<string, string, string> Orders =>
        new()
        {
            // Approving itself, and widening what it may.
            {
                "decide_approval",
                """{"approval_id": "{approval}", "decision": "approve", "preview_hash": "{hash}"}""",
                "person_only"
            },
            { "decide_approval", """{"approval_id": "{approval}", "decision": "deny"}""", "person_only" },
            { "add_approval_rule", """{"target": "*", "action": "allow", "for_everybody": true}""", "person_only" },
            {
                "add_approval_rule",
                """{"target": "delete_task", "action": "allow", "arguments": {"task_id": "{task}"}, "expires_at": "2030-01-01T00:00:00Z"}""",
                "person_only"
            },
            { "remove_approval_rule", """{"rule_id": "{rule}"}""", "person_only" },
            { "store_approval", "{}", "unknown_operation" },
            { "undo_change", """{"change_id": "{change}"}""", "not_own_run" },
            { "undo_changes", """{"change_ids": ["{change}"]}""", "not_own_run" },
            { "undo_changes", """{"since": "2020-01-01T00:00:00Z"}""", "not_own_run" },
            // Getting in, and staying.
            {
                "add_api_key",
                """{"name": "mine", "scopes": ["read:tasks"], "expires_at": "2027-01-01T00:00:00Z"}""",
                "person_only"
            },
            { "revoke_api_key", """{"api_key_id": "{task}"}""", "person_only" },
            { "add_invitation", """{"email": "mallory@example.org", "role": "owner"}""", "person_only" },
            { "update_membership", """{"user_id": "{ben}", "role": "owner"}""", "person_only" },
            { "remove_membership", """{"user_id": "{ben}"}""", "person_only" },
            { "change_password", """{"old_password": "a", "new_password": "correct horse battery"}""", "person_only" },
            { "switch_tenant", """{"tenant_id": "{task}"}""", "person_only" },
            {
                "sign_up",
                """{"email": "mallory@example.org", "password": "correct horse battery", "name": "M"}""",
                "unknown_operation"
            },
            { "add_live_ticket", "{}", "not_for_agents" },
            // Deleting what it was told to, by every door that there might be.
            { "delete_task", """{"task_id": "{task}"}""", "approval_required" },
            { "delete_task", """{"task_id": "Pay the rent"}""", "approval_required" },
            { "delete_project", """{"project_id": "{project}"}""", "approval_required" },
            { "purge_task", """{"task_id": "{task}"}""", "unknown_operation" },
            { "purge_project", """{"project_id": "{project}"}""", "unknown_operation" },
            // More than it may in a day.
            { "quick_add", """{"text": "{many}"}""", "approval_required" },
            { "import_tasks", """{"content": "{many}", "format": "todo_txt"}""", "approval_required" },
        };

    [Theory, MemberData(nameof(Orders))]
    public async Task It_is_done_neither_by_its_own_tool_nor_round_the_corner(
        string operation,
        string order,
        string code
    )
    {
        var project = await ana.Run(new AddProject("Home"));
        var waiting = await ana.AsAgent().Refused(new DeleteTask(task.Id));
        var approval = await ana.Run(new GetApproval((Guid)waiting.Params["approval_id"]!));
        var input = JsonNode.Parse(
            order
                .Replace("{approval}", approval.Id.ToString())
                .Replace("{hash}", approval.PreviewHash)
                .Replace("{task}", task.Id.ToString())
                .Replace("{project}", project.Id.ToString())
                .Replace("{rule}", rule.ToString())
                .Replace("{change}", change.ToString())
                .Replace("{ben}", ben.Id.ToString())
                .Replace("{many}", string.Join("\\n", Enumerable.Range(0, 30).Select(n => $"Spam {n}")))
        );
        var before = await Owned();

        var run = await mcp.Call(ana, "run_operation", new { name = operation, input });
        var preview = await mcp.Call(ana, "preview_operation", new { name = operation, input });

        Assert.Equal(code, (string?)run["code"]);
        Assert.Equal(code, (string?)preview["code"]);
        Assert.Equal(before, await Owned());
        Assert.Equal(ApprovalState.Pending, (await ana.Run(new GetApproval(approval.Id))).State);
    }

    [Fact]
    public async Task Many_small_steps_under_many_names_add_up()
    {
        var added = 0;
        for (var n = 0; n < 40; n++)
        {
            var client = ana.As(caller => caller with { Agent = $"client {n}" });
            var answer = await mcp.Call(client, "add_task", new { title = $"Spam {n}" });
            added += answer["code"] is null ? 1 : 0;
        }

        Assert.Equal(20, added);
        Assert.Equal(20, (await ana.Run(new ListApprovals())).Items.Count);
    }

    [Fact]
    public async Task What_is_asked_about_is_asked_about_in_a_bulk_too()
    {
        await ana.Run(new AddApprovalRule("complete_task", RuleAction.Ask));
        var tasks = new[] { new { task_id = task.Id } };

        foreach (var mode in new[] { "atomic", "each" })
            await mcp.Call(ana, "complete_tasks", new { tasks, mode });

        Assert.Equal(Status.Todo, (await ana.Run(new GetTask(task.Id))).Status);
        Assert.Equal(
            ["complete_task", "complete_tasks"],
            (await ana.Run(new ListApprovals())).Items.Select(one => one.Operation).Order()
        );
    }

    [Fact]
    public async Task Each_attempt_can_be_read_afterwards()
    {
        await mcp.Call(ana, "delete_task", new { task_id = task.Id });

        var attempt = (await ana.Changes())[0];

        Assert.Equal(("store_approval", "mcp"), (attempt.Operation, attempt.Surface));
        Assert.Equal("delete_task", (await ana.Run(new ListApprovals())).Items[0].Operation);
    }

    [Fact]
    public async Task What_it_does_for_its_user_goes_on_without_a_question()
    {
        foreach (
            var (tool, input) in new (string, object)[]
            {
                ("list_tasks", new { }),
                ("get_task", new { task_id = "Pay the rent" }),
                ("add_task", new { title = "Milk" }),
                ("update_task", new { task_id = "Milk", notes = "Two litres" }),
                ("add_comment", new { task_id = "Milk", body = "The blue one" }),
                ("complete_task", new { task_id = "Milk" }),
                ("reopen_task", new { task_id = "Milk" }),
                ("quick_add", new { text = "Call the bank tomorrow p1" }),
                ("add_project", new { name = "Garden" }),
                ("move_task", new { task_id = "Milk", project_id = "Garden" }),
                ("list_approvals", new { }),
            }
        )
        {
            var answer = await mcp.Call(ana, "run_operation", new { name = tool, input });
            Assert.True(answer["code"] is null, $"{tool}: {answer}");
        }
        Assert.Empty((await ana.Run(new ListApprovals())).Items);
    }

    private Task<List<string>> Owned() => Tables.Owned(steward, ana.Tenant);
}
