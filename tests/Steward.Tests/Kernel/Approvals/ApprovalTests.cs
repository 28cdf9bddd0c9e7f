using System.Text.Json;
using Steward.Tasks;

namespace Steward.Tests.Kernel.Approvals;

/// <summary>What an agent may not do by itself waits as that exact call, and is done once, when a person approves it.</summary>
public sealed class ApprovalTests(TestSteward steward) : IAsyncLifetime
{
    private Member ana = null!;
    private Member agent = null!;
    private NoteView note = null!;

    public async ValueTask InitializeAsync()
    {
        ana = await steward.NewOwner();
        agent = ana.AsAgent("helper", TestSteward.NewId());
        note = await ana.Run(new AddNote("Keys"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_cannot_be_taken_back_waits_and_is_shown_with_its_rows()
    {
        var refusal = await agent.Refused(new RemoveNote(note.Id));
        var approval = await Shown(refusal);

        Assert.Equal((RefusalKind.Forbidden, "approval_required"), (refusal.Kind, refusal.Code));
        Assert.Contains(approval.Id.ToString(), refusal.Message);
        Assert.Equal(
            (ApprovalState.Pending, "remove_note", ana.Id, "helper", agent.Caller.RunId),
            (approval.State, approval.Operation, approval.RequestedBy, approval.Agent, approval.RunId)
        );
        Assert.Equal(note.Id, approval.Input.GetProperty("note_id").GetGuid());
        Assert.Equal(["remove_note cannot be taken back."], approval.Reasons);
        var row = Assert.Single(approval.Preview!);
        Assert.Equal(("note", note.Id, RowChangeKind.Deleted), (row.Entity, row.Id, row.Kind));
        Assert.Equal("Keys", row.Before!.Value.GetProperty("title").GetString());
        await ana.Run(new ReadNote(note.Id));
        Assert.Equal(["note_added", "approval_requested"], await ana.Events());
    }

    [Fact]
    public async Task Approved_it_is_done_as_it_was_asked_and_belongs_to_the_agents_run()
    {
        var approval = await Waiting(new RemoveNote(note.Id));

        var outcome = await ana.Call(Approve(approval));

        var view = (ApprovalView)outcome.Result!;
        Assert.Equal((ApprovalState.Approved, ana.Id), (view.State, view.DecidedBy));
        Assert.Equal("not_found", (await ana.Refused(new ReadNote(note.Id))).Code);
        var change = (await ana.Run(new GetChange(outcome.ChangeId!.Value))).Change;
        Assert.Equal(
            ("decide_approval", ana.Id, "helper", agent.Caller.RunId),
            (change.Operation, change.UserId, change.Agent, change.RunId)
        );
        Assert.Equal(["approval_decided"], Events(change));
        Assert.Equal(ApprovalState.Approved, (await agent.Run(new GetApproval(approval.Id))).State);
    }

    [Fact]
    public async Task The_agent_hears_what_its_approved_call_answered()
    {
        await ana.Run(new AddApprovalRule("add_task", RuleAction.Ask));
        var approval = await Waiting(new AddTask("Pay the rent"));

        await ana.Run(Approve(approval));

        var answered = (await agent.Run(new GetApproval(approval.Id))).Result!.Value;
        var task = await ana.Run(new GetTask(answered.GetProperty("id").GetGuid()));
        Assert.Equal("Pay the rent", task.Title);
    }

    [Fact]
    public async Task Denied_it_is_not_done_and_the_agent_is_told_why()
    {
        var approval = await Waiting(new RemoveNote(note.Id));

        await ana.Run(new DecideApproval(approval.Id, Decision.Deny, Reason: "I need them."));

        var told = await agent.Run(new GetApproval(approval.Id));
        Assert.Equal((ApprovalState.Denied, "I need them."), (told.State, told.Reason));
        await ana.Run(new ReadNote(note.Id));
        Assert.Equal("already_decided", (await ana.Refused(Approve(approval))).Code);
    }

    [Fact]
    public async Task It_is_decided_once_by_however_many_at_a_time()
    {
        await ana.Run(new AddApprovalRule("add_task", RuleAction.Ask));
        var approval = await Waiting(new AddTask("Pay the rent"));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => Record.ExceptionAsync(() => ana.Call(Approve(approval))).AsTask())
        );

        Assert.Single(answers, answer => answer is null);
        Assert.All(answers.OfType<RefusalException>(), refusal => Assert.Equal("already_decided", refusal.Code));
        Assert.Single((await ana.Run(new ListTasks())).Items);
    }

    [Fact]
    public async Task Asked_for_again_while_it_waits_it_is_the_same_approval()
    {
        var first = await Waiting(new RemoveNote(note.Id));
        var again = await Waiting(new RemoveNote(note.Id));
        var other = await Waiting(new SendNote(note.Id));

        Assert.Equal(first.Id, again.Id);
        Assert.NotEqual(first.Id, other.Id);
        Assert.Equal([other.Id, first.Id], (await ana.Run(new ListApprovals())).Items.Select(one => one.Id));
    }

    [Fact]
    public async Task What_would_do_something_else_by_now_is_shown_again_and_not_done()
    {
        var approval = await Waiting(new RemoveNote(note.Id));
        await ana.Run(new RenameNote(note.Id, "Spare keys"));

        var refusal = await ana.Refused(Approve(approval));

        Assert.Equal((RefusalKind.Conflict, "preview_changed"), (refusal.Kind, refusal.Code));
        var renewed = await ana.Run(new GetApproval(approval.Id));
        Assert.Equal(refusal.Params["preview_hash"], renewed.PreviewHash);
        Assert.Equal("Spare keys", renewed.Preview![0].Before!.Value.GetProperty("title").GetString());
        await ana.Run(Approve(renewed));
        Assert.Equal("not_found", (await ana.Refused(new ReadNote(note.Id))).Code);
    }

    [Fact]
    public async Task A_preview_stays_the_same_where_only_ids_times_and_numbers_are_new()
    {
        var home = await ana.Run(new AddProject("Home"));
        await ana.Run(new AddApprovalRule("add_task", RuleAction.Ask));
        var approval = await Waiting(new AddTask("Pay the rent", ProjectId: home.Id));
        await agent.Refused(new AddTask("Pay the rent", ProjectId: home.Id));

        Assert.Equal(approval.PreviewHash, (await ana.Run(new GetApproval(approval.Id))).PreviewHash);
    }

    [Fact]
    public async Task What_fails_goes_on_waiting()
    {
        var approval = await Waiting(new RemoveNote(note.Id));
        await ana.Run(new RemoveNote(note.Id));

        Assert.Equal("not_found", (await ana.Refused(Approve(approval))).Code);
        Assert.Equal(ApprovalState.Pending, (await ana.Run(new GetApproval(approval.Id))).State);
    }

    [Fact]
    public async Task The_agents_rights_are_those_of_when_it_is_done()
    {
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(new AddApprovalRule("complete_task", RuleAction.Ask, ForEverybody: true));
        var approval = await Shown(await ben.AsAgent().Refused(new CompleteTask(task.Id)));
        await steward.ExecuteAsOwner("UPDATE identity.membership SET role = 'Viewer' WHERE id = $1", ben.Id.Value);

        Assert.Equal("missing_scope", (await ana.Refused(Approve(approval))).Code);

        await steward.ExecuteAsOwner(
            "UPDATE identity.session SET ended_at = now() WHERE id = $1",
            ben.Caller.Credential.Id
        );
        Assert.Equal("requester_gone", (await ana.Refused(Approve(approval))).Code);
        Assert.Equal(Status.Todo, (await ana.Run(new GetTask(task.Id))).Status);
    }

    [Fact]
    public async Task Only_a_person_in_a_session_decides()
    {
        var approval = await Waiting(new RemoveNote(note.Id));
        var key = ana.As(c => c with { Credential = new(CredentialKind.ApiKey, c.Credential.Id) });

        foreach (var caller in new[] { agent, ana.AsAgent(), key, ana.As(c => c with { Surface = Surface.Mcp }) })
            Assert.Equal("person_only", (await caller.Refused(Approve(approval))).Code);
    }

    [Fact]
    public async Task Who_does_not_see_all_that_it_touches_neither_sees_nor_decides_it()
    {
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var project = await ana.Run(new AddProject("Presents", MemberIds: []));
        var task = await ana.Run(new AddTask("A bicycle for Ben", ProjectId: project.Id));
        await ana.Run(new AddApprovalRule("complete_task", RuleAction.Ask));
        var hidden = await Waiting(new CompleteTask(task.Id));
        var shared = await ana.Run(new AddTask("Pay the rent"));
        var seen = await Waiting(new CompleteTask(shared.Id));
        await Waiting(new RemoveNote(note.Id));

        Assert.Equal([seen.Id], (await ben.Run(new ListApprovals())).Items.Select(one => one.Id));
        Assert.Equal("not_found", (await ben.Refused(new GetApproval(hidden.Id))).Code);
        Assert.Equal("not_found", (await ben.Refused(Approve(hidden))).Code);
        Assert.Empty((await ben.AsAgent().Run(new ListApprovals())).Items);
        await ben.Run(Approve(seen));
    }

    [Fact]
    public async Task What_has_waited_too_long_is_over_and_may_be_asked_anew()
    {
        var approval = await Waiting(new RemoveNote(note.Id));
        await steward.ExecuteAsOwner(
            "UPDATE kernel.approval SET expires_at = now() - interval '1 s' WHERE id = $1",
            approval.Id
        );

        Assert.Equal("approval_expired", (await ana.Refused(Approve(approval))).Code);
        Assert.Equal(ApprovalState.Expired, (await ana.Run(new GetApproval(approval.Id))).State);
        Assert.Empty((await ana.Run(new ListApprovals())).Items);
        Assert.Single((await ana.Run(new ListApprovals(ApprovalState.Expired))).Items);
        Assert.NotEqual(approval.Id, (await Waiting(new RemoveNote(note.Id))).Id);
    }

    [Fact]
    public async Task A_call_inside_that_needs_a_person_takes_the_whole_with_it()
    {
        await ana.Run(new AddApprovalRule("add_note", RuleAction.Ask));

        var approval = await Waiting(new PlanNote("calls add_note"));

        Assert.Equal("plan_note", approval.Operation);
        Assert.Empty((await ana.Run(new ListTasks())).Items);
        await ana.Run(Approve(approval));
        Assert.Single((await ana.Run(new ListTasks())).Items);
    }

    [Fact]
    public async Task Each_item_of_a_bulk_waits_by_itself()
    {
        await ana.Run(new AddApprovalRule("complete_task", RuleAction.Ask));
        var tasks = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => ana.Run(new AddTask($"Task {n}"))));

        await agent.Call(new CompleteTasks([.. tasks.Select(task => new CompleteTask(task.Id))], BulkMode.Each));

        Assert.Equal(3, (await ana.Run(new ListApprovals())).Items.Count);
    }

    [Fact]
    public async Task A_person_is_not_asked_about_what_he_does_himself()
    {
        await ana.Run(new AddApprovalRule("*", RuleAction.Refuse, ForEverybody: true));

        await ana.Run(new RemoveNote(note.Id));

        Assert.Empty((await ana.Run(new ListApprovals())).Items);
    }

    [Fact]
    public async Task More_than_a_person_would_look_through_do_not_wait()
    {
        await ana.Run(new AddApprovalRule("add_task", RuleAction.Ask));
        for (var n = 0; n < 200; n++)
            await agent.Refused(new AddTask($"Task {n}"));

        Assert.Equal("too_many_approvals", (await agent.Refused(new AddTask("One more"))).Code);
        var first = await ana.Run(new ListApprovals(Limit: 200));
        Assert.Equal((200, null), (first.Items.Count, first.NextCursor));
        var half = await ana.Run(new ListApprovals(Limit: 100));
        var rest = await ana.Run(new ListApprovals(Limit: 200, Cursor: half.NextCursor));
        Assert.Equal(first.Items.Select(one => one.Id), half.Items.Concat(rest.Items).Select(one => one.Id));
    }

    private async Task<ApprovalView> Waiting(IOperation operation) => await Shown(await agent.Refused(operation));

    private async Task<ApprovalView> Shown(RefusalException refusal)
    {
        Assert.Equal("approval_required", refusal.Code);
        return await ana.Run(new GetApproval((Guid)refusal.Params["approval_id"]!));
    }

    private static DecideApproval Approve(ApprovalView approval) =>
        new(approval.Id, Decision.Approve, approval.PreviewHash);

    private static IEnumerable<string> Events(ChangeView change) =>
        change.Events.EnumerateArray().Select(e => e.GetProperty("name").GetString()!);
}
