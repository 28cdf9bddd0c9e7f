using System.Text.Json;
using Steward.Tasks;

namespace Steward.Tests.Kernel.Approvals;

/// <summary>Ways round an approval, each of which was open once.</summary>
public sealed class ApprovalLoopholeTests(TestSteward steward) : IAsyncLifetime
{
    private static readonly DateTimeOffset Soon = DateTimeOffset.UtcNow.AddDays(1);

    private Member ana = null!;
    private Member agent = null!;
    private TaskView task = null!;

    public async ValueTask InitializeAsync()
    {
        ana = await steward.NewOwner();
        agent = ana.AsAgent();
        task = await ana.Run(new AddTask("Pay the rent", Notes: "By Friday"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_cleared_is_cleared_when_it_is_approved()
    {
        await ana.Run(new AddApprovalRule("update_task", RuleAction.Ask));
        var approval = await Waiting(agent, new UpdateTask(task.Id, Notes: new(true, null)));

        await ana.Run(Approve(approval));

        Assert.Null((await ana.Run(new GetTask(task.Id))).Notes);
    }

    [Fact]
    public async Task To_clear_a_field_is_wider_than_what_was_allowed_without_it()
    {
        await ana.Run(new AddApprovalRule("update_task", RuleAction.Ask));
        await ana.Run(
            new AddApprovalRule(
                "update_task",
                RuleAction.Allow,
                Arguments: JsonSerializer.SerializeToElement(new { task_id = task.Id, title = "Rent" }),
                ExpiresAt: Soon
            )
        );

        var refusal = await agent.Refused(new UpdateTask(task.Id, Title: "Rent", Notes: new(true, null)));

        Assert.Equal("approval_required", refusal.Code);
        await agent.Run(new UpdateTask(task.Id, Title: "Rent"));
    }

    [Fact]
    public async Task What_is_sent_uses_up_a_limit_though_it_changes_no_row()
    {
        var note = await ana.Run(new AddNote("Keys"));
        await ana.Run(new AddApprovalRule("send_note", RuleAction.Allow, Most: 2, ExpiresAt: Soon));

        await agent.Run(new SendNote(note.Id));
        await agent.Run(new SendNote(note.Id));

        Assert.Equal("approval_required", (await agent.Refused(new SendNote(note.Id))).Code);
    }

    [Fact]
    public async Task A_limit_without_a_window_does_not_begin_anew_by_being_old()
    {
        var rule = await ana.Run(new AddApprovalRule("write", RuleAction.Allow, ForEverybody: true, Most: 1));
        await agent.Run(new AddTask("One"));
        foreach (var (table, column) in new[] { ("approval_rule", "created_at"), ("rule_use", "begins") })
            await steward.ExecuteAsOwner(
                $"UPDATE kernel.{table} SET {column} = {column} - interval '401 days' WHERE {(table is "rule_use" ? "rule_id" : "id")} = $1",
                rule.Id
            );

        await steward.QueryAsOwner("SELECT kernel.sweep()");

        Assert.Equal("approval_required", (await agent.Refused(new AddTask("Two"))).Code);
    }

    [Fact]
    public async Task A_rule_about_a_bulk_holds_for_its_items_done_one_by_one()
    {
        var calls = new CompleteTasks([new(task.Id)], BulkMode.Each);
        var rule = await ana.Run(new AddApprovalRule("complete_tasks", RuleAction.Ask));
        Assert.Equal("approval_required", (await Done(calls)).Error!.Code);
        await ana.Run(new RemoveApprovalRule(rule.Id));
        await ana.Run(new AddApprovalRule("complete_tasks", RuleAction.Refuse));
        Assert.Equal("refused_by_rule", (await Done(calls)).Error!.Code);

        Assert.Equal(Status.Todo, (await ana.Run(new GetTask(task.Id))).Status);
        await agent.Run(new CompleteTask(task.Id));

        async Task<BulkItem<TaskView>> Done(CompleteTasks bulk) =>
            Assert.Single(((BulkResult<TaskView>)(await agent.Call(bulk)).Result!).Items);
    }

    [Fact]
    public async Task Who_may_decide_is_asked_of_the_rules_that_stand_when_it_is_decided()
    {
        var note = await ana.Run(new AddNote("Keys"));
        var approval = await Waiting(agent, new RemoveNote(note.Id));
        var rule = await ana.Run(
            new AddApprovalRule("remove_note", RuleAction.Ask, ForEverybody: true, By: Decider.SomeoneElse)
        );

        Assert.Equal("someone_else", (await ana.Refused(Approve(approval))).Code);
        await ana.Run(new RemoveApprovalRule(rule.Id));
        await ana.Run(Approve(approval));
    }

    [Fact]
    public async Task It_is_done_in_the_time_zone_of_who_asked()
    {
        await ana.Run(new AddApprovalRule("add_task", RuleAction.Ask));
        var call = new AddTask("Call the bank", Due: new(new(2030, 1, 2), new(9, 0)));
        var approval = await Waiting(agent.As(c => c with { TimeZone = "America/New_York" }), call);

        await ana.As(c => c with { TimeZone = "Asia/Tokyo" }).Run(Approve(approval));

        var added = (await ana.Run(new ListTasks())).Items.Single(one => one.Title == "Call the bank");
        Assert.Equal("America/New_York", added.Due!.TimeZone);
    }

    [Fact]
    public async Task Rights_that_have_ended_do_not_wait()
    {
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        await ana.Run(new AddApprovalRule("complete_task", RuleAction.Ask, ForEverybody: true));
        await steward.ExecuteAsOwner("UPDATE identity.membership SET role = 'Viewer' WHERE id = $1", ben.Id.Value);

        Assert.Equal("missing_scope", (await ben.AsAgent().Refused(new CompleteTask(task.Id))).Code);
        Assert.Empty((await ana.Run(new ListApprovals())).Items);
    }

    [Fact]
    public async Task What_only_shows_what_it_would_do_does_not_wait()
    {
        await ana.Run(new AddApprovalRule("quick_add", RuleAction.Ask));

        await agent.Call("quick_add", new { text = "Milk", preview = true });

        Assert.Empty((await ana.Run(new ListApprovals())).Items);
    }

    [Fact]
    public async Task A_key_with_fewer_rights_reads_nothing_of_what_waits_for_another()
    {
        await ana.Run(new AddApprovalRule("complete_task", RuleAction.Ask));
        var approval = await Waiting(agent, new CompleteTask(task.Id));
        var narrow = agent.As(c => c with { Scopes = ScopeSet.Of(Scopes.ReadKnowledge) });

        Assert.Empty((await narrow.Run(new ListApprovals())).Items);
        Assert.Equal("not_found", (await narrow.Refused(new GetApproval(approval.Id))).Code);
        Assert.Single((await agent.Run(new ListApprovals())).Items);
    }

    [Fact]
    public async Task Who_does_not_run_the_tenant_hears_of_his_agents_calls_in_the_journal()
    {
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        await ben.Run(new AddApprovalRule("complete_task", RuleAction.Ask));
        await ben.AsAgent().Refused(new CompleteTask(task.Id));

        Assert.Contains("approval_requested", await ben.Events());
        Assert.DoesNotContain(
            "approval_requested",
            await (await steward.NewMember(ana.Tenant, Role.Member, "Cleo")).Events()
        );
    }

    private static DecideApproval Approve(ApprovalView approval) =>
        new(approval.Id, Decision.Approve, approval.PreviewHash);

    private static async Task<ApprovalView> Waiting(Member caller, IOperation operation)
    {
        var refusal = await caller.Refused(operation);
        Assert.Equal("approval_required", refusal.Code);
        return await caller.Run(new GetApproval((Guid)refusal.Params["approval_id"]!));
    }
}
