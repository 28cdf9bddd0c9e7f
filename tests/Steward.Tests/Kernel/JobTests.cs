using Microsoft.Extensions.DependencyInjection;
using Steward.Tasks;
using static Steward.Tests.Kernel.JobOperations;

namespace Steward.Tests.Kernel;

/// <summary>Apart: a runner takes any tenant's jobs.</summary>
[Collection(nameof(Apart))]
public sealed class JobTests(Apart apart)
{
    private readonly TestSteward steward = apart.Steward;

    [Fact]
    public async Task A_job_runs_as_its_user_and_ends_with_its_effect()
    {
        var ana = await steward.NewOwner();
        await ana.As(c => c with { CorrelationId = "corr-9" }).Run(new ScheduleNote("Later"));

        await RunDue();

        var change = Assert.Single(await ana.Changes());
        Assert.Equal(("add_note", "job", ana.Id), (change.Operation, change.Surface, change.UserId));
        Assert.Empty(await Jobs(ana));
        var kept = await steward.QueryAsOwner("SELECT correlation_id FROM kernel.change WHERE id = $1", change.Id);
        Assert.Equal("corr-9", kept[0][0]);
    }

    [Fact]
    public async Task A_job_of_an_agent_is_part_of_its_run_and_has_no_more_rights()
    {
        var ana = await steward.NewOwner();
        var (run, note) = (TestSteward.NewId(), await ana.Run(new AddNote("Keys")));
        var agent = ana.AsAgent("helper", run);
        await agent.Run(new ScheduleNote("Later"));
        await agent.Run(new EnqueueJob("remove", note.Id));
        var reader = ana.As(c => c with { Scopes = ScopeSet.Of(Scopes.ReadKnowledge) });
        await reader.Run(new EnqueueJob("add", TestSteward.NewId()));
        await ana.Run(new EnqueueJob("lock", note.Id));

        await RunDue();

        var changes = (await ana.Changes()).Where(change => change.RunId == run).ToList();
        Assert.Equal(["add_note", "store_approval"], changes.Select(change => change.Operation).Order());
        var change = changes.Single(one => one.Operation is "add_note");
        Assert.Equal(("add_note", "helper", run), (change.Operation, change.Agent, change.RunId));
        Assert.Equal(
            ["approval_required", "missing_scope", "person_only"],
            (await Jobs(ana)).Where(job => job.FailedAt is not null).Select(job => job.Error).Order()
        );
    }

    [Fact]
    public async Task A_job_is_authorized_when_it_runs()
    {
        var ana = await steward.NewOwner();
        var (ben, eve) = (
            await steward.NewMember(ana.Tenant, Role.Member, "Ben"),
            await steward.NewMember(ana.Tenant, Role.Member, "Eve")
        );
        await ben.Run(new ScheduleNote("Ben's"));
        await eve.Run(new ScheduleNote("Eve's"));
        await steward.ExecuteAsOwner("UPDATE identity.membership SET role = 'Viewer' WHERE id = $1", ben.Id.Value);
        await steward.ExecuteAsOwner("DELETE FROM identity.membership WHERE id = $1", eve.Id.Value);

        await RunDue();

        Assert.Equal(["missing_scope", "session_ended"], (await Jobs(ana)).Select(job => job.Error).Order());
        Assert.All(await Jobs(ana), job => Assert.NotNull(job.FailedAt));
        Assert.Empty(await ana.Changes());
    }

    [Fact]
    public async Task A_users_ended_session_does_not_end_a_job()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new ScheduleNote("Later"));
        await steward.ExecuteAsOwner("UPDATE identity.session SET ended_at = now() WHERE user_id = $1", ana.Id.Value);

        await RunDue();

        Assert.Empty(await Jobs(ana));
    }

    [Fact]
    public async Task A_listed_job_runs_as_the_system()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(new DeleteTask(task.Id));
        await steward.ExecuteAsOwner(
            "UPDATE tasks.task SET deleted_at = deleted_at - interval '31 days' WHERE id = $1",
            task.Id
        );
        Assert.Single(await Jobs(ana));

        await RunDue();
        Assert.Single(await Jobs(ana));
        await MakeDue(ana);
        await RunDue();

        var change = (await ana.Changes())[0];
        Assert.Equal(("purge_task", null, "job"), (change.Operation, change.UserId, change.Surface));
        Assert.Empty(await Jobs(ana));
    }

    [Fact]
    public async Task What_fails_is_tried_again_after_growing_pauses_and_has_its_effect_once()
    {
        var ana = await steward.NewOwner();
        var id = TestSteward.NewId();
        BreakDown.Broken.Add(id);
        await ana.Run(new EnqueueJob("break", id));
        var pauses = new List<TimeSpan>();

        for (var i = 1; i <= 3; i++)
        {
            await RunDue();
            var job = Assert.Single(await Jobs(ana));
            Assert.Equal((i, "InvalidOperationException", null), (job.Attempts, job.Error, job.FailedAt));
            pauses.Add(job.RunAt - DateTime.UtcNow);
            await RunDue();
            Assert.Equal(i, Assert.Single(await Jobs(ana)).Attempts);
            await MakeDue(ana);
        }
        BreakDown.Broken.Remove(id);
        await RunDue();

        Assert.Equal(pauses.Order(), pauses);
        Assert.Empty(await Jobs(ana));
        Assert.Single(await ana.Changes());
        Assert.Equal(1, (await ana.Run(new ReadNote(id))).Version);
    }

    [Fact]
    public async Task After_eight_times_it_is_kept_as_failed()
    {
        var ana = await steward.NewOwner();
        var id = TestSteward.NewId();
        BreakDown.Broken.Add(id);
        await ana.Run(new EnqueueJob("break", id));
        await steward.ExecuteAsOwner("UPDATE kernel.job SET attempts = 7 WHERE tenant_id = $1", ana.Tenant.Value);

        await RunDue();

        Assert.NotNull(Assert.Single(await Jobs(ana)).FailedAt);
        await MakeDue(ana);
        await RunDue();
        Assert.Equal(8, Assert.Single(await Jobs(ana)).Attempts);
    }

    [Fact]
    public async Task Of_two_runners_each_job_is_run_by_one()
    {
        var ana = await steward.NewOwner();
        await using var other = Node.Of(steward);
        for (var i = 0; i < 30; i++)
            await ana.Run(new ScheduleNote($"Note {i}"));

        await Task.WhenAll(RunDue(), RunDue(other));

        Assert.Empty(await Jobs(ana));
        Assert.Equal(30, (await ana.Changes()).Count);
    }

    [Fact]
    public async Task A_job_whose_lease_ran_out_is_taken_over_and_still_done_once()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new ScheduleNote("Later"));
        var claimed = await steward.QueryAsOwner("SELECT id FROM kernel.claim_jobs(10)");
        Assert.Single(claimed);

        await RunDue();
        Assert.Empty(await ana.Changes());
        await steward.ExecuteAsOwner(
            "UPDATE kernel.job SET leased_until = now() - interval '1 second' WHERE tenant_id = $1",
            ana.Tenant.Value
        );
        await RunDue();
        Assert.Single(await ana.Changes());

        // The one that had been slow comes to its end now.
        var late = new OperationRequest
        {
            Operation = steward.Catalogue.Find("add_note")!,
            Caller = ana.Caller,
            Input = () => new(new AddNote("Later")),
            JobId = (Guid)claimed[0][0]!,
        };
        await Assert.ThrowsAsync<JobGoneException>(() => steward.Pipeline.Run(late, default));
        Assert.Single(await ana.Changes());
    }

    [Fact]
    public async Task A_secret_does_not_stand_in_a_job()
    {
        var ana = await steward.NewOwner();

        await Assert.ThrowsAsync<InvalidOperationException>(() => ana.Call(new EnqueueJob("pin", TestSteward.NewId())));
    }

    [Fact]
    public async Task The_sweep_forgets_keys_after_30_days_and_images_after_400()
    {
        var ana = await steward.NewOwner();
        var old = await ana.Call(new AddTask("Old"), r => r with { IdempotencyKey = "old" });
        var young = await ana.Call(new AddTask("Young"), r => r with { IdempotencyKey = "young" });
        await steward.ExecuteAsOwner(
            "UPDATE kernel.change SET at = at - interval '401 days' WHERE id = $1",
            old.ChangeId!.Value
        );
        await steward.ExecuteAsOwner(
            "UPDATE kernel.idempotency_key SET created_at = created_at - interval '31 days' WHERE key = 'old' AND tenant_id = $1",
            ana.Tenant.Value
        );

        await steward.QueryAsOwner("SELECT kernel.sweep()");

        var keys = await steward.QueryAsOwner(
            "SELECT key FROM kernel.idempotency_key WHERE tenant_id = $1",
            ana.Tenant.Value
        );
        Assert.Equal(["young"], keys.Select(row => row[0]));
        Assert.Null((await ana.Run(new GetChange(old.ChangeId!.Value))).Rows[0].After);
        Assert.NotNull((await ana.Run(new GetChange(young.ChangeId!.Value))).Rows[0].After);
        Assert.Equal(2, (await ana.Changes()).Count);
    }

    private Task RunDue(Node? on = null) => RunDue(on?.Services ?? steward.Services);

    private static async Task RunDue(IServiceProvider on)
    {
        while (await on.GetRequiredService<JobRunner>().RunDue(TestContext.Current.CancellationToken) > 0) { }
    }

    private Task<int> MakeDue(Member member) =>
        steward.ExecuteAsOwner("UPDATE kernel.job SET run_at = now() WHERE tenant_id = $1", member.Tenant.Value);

    private async Task<List<Job>> Jobs(Member member) =>
        [
            .. (
                await steward.QueryAsOwner(
                    "SELECT attempts, run_at, failed_at, error FROM kernel.job WHERE tenant_id = $1",
                    member.Tenant.Value
                )
            ).Select(row => new Job((int)row[0]!, (DateTime)row[1]!, (DateTime?)row[2], (string?)row[3])),
        ];

    private sealed record Job(int Attempts, DateTime RunAt, DateTime? FailedAt, string? Error);
}
