using System.Text.Json;
using Steward.Tasks;

namespace Steward.Tests.Kernel.Approvals;

/// <summary>What waits, and the rules about it, stay small, and nobody crowds out another.</summary>
public sealed class ApprovalBoundsTests(TestSteward steward) : IAsyncLifetime
{
    private Member ana = null!;
    private Member agent = null!;

    public async ValueTask InitializeAsync()
    {
        ana = await steward.NewOwner();
        agent = ana.AsAgent();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_member_with_many_rules_does_not_keep_others_from_making_theirs()
    {
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        await steward.ExecuteAsOwner(
            "INSERT INTO kernel.approval_rule (tenant_id, id, user_id, target, action, by, wait_hours, version, created_at, updated_at) "
                + "SELECT $1, gen_random_uuid(), $2, 'add_task', 'Ask', 'Anyone', 1, 1, now(), now() FROM generate_series(1, 500)",
            ana.Tenant.Value,
            ben.Id.Value
        );

        Assert.Equal("too_many_rules", (await ben.Refused(new AddApprovalRule("*", RuleAction.Ask))).Code);
        await ana.Run(new AddApprovalRule("delete_task", RuleAction.Refuse, ForEverybody: true));
        await ana.Run(new AddApprovalRule("delete_task", RuleAction.Refuse));
    }

    [Fact]
    public async Task The_arguments_of_a_rule_are_short()
    {
        var arguments = JsonSerializer.SerializeToElement(new { text = new string('a', 20_000) });

        var refusal = await ana.Refused(new AddApprovalRule("quick_add", RuleAction.Ask, Arguments: arguments));

        Assert.Equal("too_long", Assert.Single(refusal.Errors).Code);
    }

    [Fact]
    public async Task What_is_too_long_to_be_read_does_not_wait()
    {
        await ana.Run(new AddApprovalRule("import_tasks", RuleAction.Ask));
        var content = string.Join('\n', Enumerable.Range(0, 600).Select(n => $"Task {n} {new string('a', 400)}"));

        var refusal = await agent.Refused("import_tasks", new { content, format = "todo_txt" });

        Assert.Equal("too_large_to_wait", refusal.Code);
    }

    [Fact]
    public async Task Of_large_rows_fewer_are_shown()
    {
        await ana.Run(new AddApprovalRule("complete_tasks", RuleAction.Ask));
        var notes = new string('a', 20_000);
        var tasks = new List<CompleteTask>();
        for (var n = 0; n < 15; n++)
            tasks.Add(new((await ana.Run(new AddTask($"Task {n}", Notes: notes))).Id));

        var refusal = await agent.Refused(new CompleteTasks(tasks, BulkMode.Atomic));

        var approval = await ana.Run(new GetApproval((Guid)refusal.Params["approval_id"]!));
        Assert.Equal(15, approval.RowCount);
        Assert.InRange(approval.Preview!.Count, 1, 14);
    }

    [Fact]
    public async Task A_list_goes_on_behind_many_that_one_does_not_see()
    {
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var note = await ben.Run(new AddNote("Keys"));
        var refusal = await ben.AsAgent().Refused(new RemoveNote(note.Id));
        await agent.Refused(new RemoveNote((await ana.Run(new AddNote("Others"))).Id));
        await steward.ExecuteAsOwner(
            "INSERT INTO kernel.approval SELECT (jsonb_populate_record(a, jsonb_build_object('id', "
                + "('ffffffff-ffff-7fff-bfff-' || lpad(n::text, 12, '0'))::uuid, 'request_hash', '\\x' || lpad(n::text, 8, '0')))).* "
                + "FROM kernel.approval a, generate_series(1, 1100) n WHERE a.tenant_id = $1 AND a.requested_by = $2",
            ana.Tenant.Value,
            ana.Id.Value
        );

        var first = await ben.Run(new ListApprovals(Limit: 200));
        var second = await ben.Run(new ListApprovals(Limit: 200, Cursor: first.NextCursor));

        Assert.Equal(refusal.Params["approval_id"], Assert.Single([.. first.Items, .. second.Items]).Id);
    }
}
