using System.Text.Json;
using Steward.Tasks;

namespace Steward.Tests.Kernel.Approvals;

public sealed class ApprovalRuleTests(TestSteward steward) : IAsyncLifetime
{
    private static readonly DateTimeOffset Soon = DateTimeOffset.UtcNow.AddDays(1);

    private Member ana = null!;
    private Member agent = null!;
    private NoteView note = null!;

    public async ValueTask InitializeAsync()
    {
        ana = await steward.NewOwner();
        agent = ana.AsAgent();
        note = await ana.Run(new AddNote("Keys"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_strictest_of_the_rules_that_match_holds()
    {
        await ana.Run(new AddApprovalRule("remove_note", RuleAction.Allow, ForEverybody: true));
        await agent.Run(new RemoveNote((await ana.Run(new AddNote("One"))).Id));

        await ana.Run(new AddApprovalRule("destructive", RuleAction.Ask, ForEverybody: true));
        Assert.Equal("approval_required", (await agent.Refused(new RemoveNote(note.Id))).Code);

        await ana.Run(new AddApprovalRule("*", RuleAction.Refuse));
        Assert.Equal("refused_by_rule", (await agent.Refused(new RemoveNote(note.Id))).Code);
        Assert.Equal("refused_by_rule", (await agent.Refused(new AddTask("a"))).Code);
    }

    [Fact]
    public async Task Exactly_what_was_allowed_beforehand_is_done_and_nothing_wider()
    {
        var other = await ana.Run(new AddNote("Other keys"));
        await ana.Run(Allow("remove_note", new { note_id = note.Id }));

        Assert.Equal("approval_required", (await agent.Refused(new RemoveNote(other.Id))).Code);
        Assert.Equal("approval_required", (await agent.Refused(new SendNote(note.Id))).Code);
        await agent.Run(new RemoveNote(note.Id));
    }

    [Fact]
    public async Task What_was_allowed_beforehand_ends()
    {
        var rule = await ana.Run(Allow("remove_note", new { note_id = note.Id }));
        await steward.ExecuteAsOwner("UPDATE kernel.approval_rule SET expires_at = now() WHERE id = $1", rule.Id);

        Assert.Equal("approval_required", (await agent.Refused(new RemoveNote(note.Id))).Code);
    }

    [Fact]
    public async Task Many_small_steps_add_up()
    {
        await ana.Run(new AddApprovalRule("write", RuleAction.Allow, ForEverybody: true, Most: 3, Per: RuleWindow.Day));

        for (var n = 0; n < 3; n++)
            await ana.AsAgent($"agent {n}").Run(new AddTask($"Task {n}"));

        var refusal = await ana.AsAgent("another name").Refused(new AddTask("One more"));
        Assert.Equal("approval_required", refusal.Code);
        Assert.Contains("A rule allows agents 3 rows in a day", refusal.Message);
    }

    [Fact]
    public async Task One_large_step_counts_by_its_rows()
    {
        await ana.Run(new AddApprovalRule("write", RuleAction.Allow, ForEverybody: true, Most: 3));

        Assert.Equal("approval_required", (await agent.Refused("quick_add", new { text = "a\nb\nc\nd" })).Code);
        Assert.Empty((await ana.Run(new ListTasks())).Items);
        await agent.Call("quick_add", new { text = "a\nb\nc" });
        Assert.Equal("approval_required", (await agent.Refused(new AddTask("d"))).Code);
    }

    [Fact]
    public async Task No_two_pass_a_limit_side_by_side()
    {
        await ana.Run(new AddApprovalRule("add_task", RuleAction.Allow, ForEverybody: true, Most: 5));

        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(n => Record.ExceptionAsync(() => agent.Call(new AddTask($"Task {n}"))).AsTask())
        );

        Assert.Equal(5, (await ana.Run(new ListTasks())).Items.Count);
    }

    [Fact]
    public async Task A_rule_of_ones_own_speaks_of_ones_own_agents_only()
    {
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        await ben.Run(new AddApprovalRule("add_task", RuleAction.Refuse));
        await ben.Run(Allow("remove_note", new { note_id = note.Id }));

        await agent.Run(new AddTask("Ana's"));
        Assert.Equal("refused_by_rule", (await ben.AsAgent().Refused(new AddTask("Ben's"))).Code);
        Assert.Equal("approval_required", (await agent.Refused(new RemoveNote(note.Id))).Code);
        Assert.Empty((await ana.Run(new ListApprovalRules())).Items);
    }

    [Fact]
    public async Task Who_does_not_run_the_tenant_makes_no_rule_for_all_and_takes_none_away()
    {
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var rule = await ana.Run(new AddApprovalRule("*", RuleAction.Ask, ForEverybody: true));

        var refusal = await ben.Refused(new AddApprovalRule("remove_note", RuleAction.Allow, ForEverybody: true));
        Assert.Equal("missing_scope", refusal.Code);
        Assert.Equal("not_allowed", (await ben.Refused(new RemoveApprovalRule(rule.Id))).Code);
    }

    [Fact]
    public async Task A_rule_can_want_somebody_else_or_who_runs_the_tenant()
    {
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(
            new AddApprovalRule("complete_task", RuleAction.Ask, ForEverybody: true, By: Decider.SomeoneElse)
        );
        await ana.Run(new AddApprovalRule("update_task", RuleAction.Ask, ForEverybody: true, By: Decider.Admin));
        await ana.Run(Allow("complete_task", new { task_id = task.Id }));
        var done = await Waiting(agent, new CompleteTask(task.Id));
        var changed = await Waiting(ben.AsAgent(), new UpdateTask(task.Id, Notes: "By Friday"));

        Assert.Equal("someone_else", (await ana.Refused(Approve(done))).Code);
        Assert.Equal("admins_only", (await ben.Refused(Approve(changed))).Code);
        await ben.Run(Approve(done));
        Assert.Equal("preview_changed", (await ana.Refused(Approve(changed))).Code);
        await ana.Run(Approve(await ana.Run(new GetApproval(changed.Id))));
    }

    [Fact]
    public async Task A_rule_of_how_long_it_waits_is_kept()
    {
        await ana.Run(new AddApprovalRule("remove_note", RuleAction.Ask, WaitHours: 2));

        var approval = await Waiting(agent, new RemoveNote(note.Id));

        Assert.Equal(TimeSpan.FromHours(2), approval.ExpiresAt - approval.RequestedAt);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_in_words()
    {
        foreach (
            var (rule, code) in new (AddApprovalRule, string)[]
            {
                (new("remove_nothing", RuleAction.Ask), "invalid_input"),
                (new("list_tasks", RuleAction.Ask), "invalid_input"),
                (new("remove_note", RuleAction.Allow), "invalid_input"),
                (new("remove_note", RuleAction.Allow, Most: 1), "invalid_input"),
                (new("*", RuleAction.Allow, Most: 1, ExpiresAt: Soon), "invalid_input"),
                (new("remove_note", RuleAction.Ask, Most: 1), "invalid_input"),
                (new("remove_note", RuleAction.Allow, Per: RuleWindow.Day, ExpiresAt: Soon), "invalid_input"),
                (new("remove_note", RuleAction.Refuse, By: Decider.Admin), "invalid_input"),
                (new("remove_note", RuleAction.Ask, ExpiresAt: DateTimeOffset.UtcNow.AddDays(-1)), "invalid_input"),
                (new("remove_note", RuleAction.Ask, ExpiresAt: DateTimeOffset.UtcNow.AddYears(2)), "invalid_input"),
                (Allow("remove_note", new { no_id = note.Id }), "invalid_input"),
                (Allow("remove_note", new[] { 1 }), "invalid_input"),
                (Allow("destructive", new { note_id = note.Id }), "invalid_input"),
                (Allow("complete_task", new { task_id = "Pay the rent" }), "invalid_input"),
            }
        )
            Assert.Equal(code, (await ana.Refused(rule)).Code);
        Assert.Empty((await ana.Run(new ListApprovalRules())).Items);
    }

    [Theory]
    [InlineData("""{"note_id": "\ud800"}""")]
    [InlineData("\"\\ud800\"")]
    [InlineData("[]")]
    public async Task Arguments_that_nobody_can_write_again_are_refused_with_a_key_too(string arguments)
    {
        var input = $$"""{"target": "remove_note", "action": "ask", "arguments": {{arguments}}}""";
        var operation = steward.Catalogue.Find("add_approval_rule")!;

        var refusal = await Assert.ThrowsAsync<RefusalException>(() =>
            steward.Pipeline.Run(
                new()
                {
                    Operation = operation,
                    Caller = ana.Caller,
                    Input = () => operation.Parse(System.Text.Encoding.UTF8.GetBytes(input)),
                    IdempotencyKey = "k",
                },
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal("/arguments", Assert.Single(refusal.Errors).Pointer);
    }

    private static AddApprovalRule Allow(string target, object arguments) =>
        new(target, RuleAction.Allow, Arguments: JsonSerializer.SerializeToElement(arguments), ExpiresAt: Soon);

    private static DecideApproval Approve(ApprovalView approval) =>
        new(approval.Id, Decision.Approve, approval.PreviewHash);

    private static async Task<ApprovalView> Waiting(Member caller, IOperation operation)
    {
        var refusal = await caller.Refused(operation);
        return await caller.Run(new GetApproval((Guid)refusal.Params["approval_id"]!));
    }
}
