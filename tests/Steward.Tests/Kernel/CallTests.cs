using System.ComponentModel;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class CallTests(TestSteward steward)
{
    [Operation("call_itself", Scopes.WriteKnowledge)]
    [Description("Calls itself without end.")]
    public sealed record CallItself : ICommand<Nothing>
    {
        internal sealed class Handler : IHandler<CallItself, Nothing>
        {
            public Task<Nothing> Handle(CallItself command, OperationContext context, CancellationToken ct) =>
                context.Call(new CallItself(), ct);
        }
    }

    [Operation("swallow_refusal", Scopes.WriteKnowledge)]
    [Description("A handler gone wrong: it goes on after a call inside it failed halfway.")]
    public sealed record SwallowRefusal : ICommand<Nothing>
    {
        internal sealed class Handler : IHandler<SwallowRefusal, Nothing>
        {
            public async Task<Nothing> Handle(SwallowRefusal command, OperationContext context, CancellationToken ct)
            {
                try
                {
                    await context.Call(new PlanNote("half", Fail: true), ct);
                }
                catch (RefusalException)
                {
                    // As if nothing had happened.
                }
                return Nothing.Value;
            }
        }
    }

    [Fact]
    public async Task A_call_inside_is_a_child_of_the_change()
    {
        var ana = await steward.NewOwner();

        var outcome = await ana.Call(new PlanNote("Move house"));

        var change = Assert.Single(await ana.Changes());
        Assert.Equal((outcome.ChangeId, "plan_note"), (change.Id, change.Operation));
        Assert.Equal(["task_added", "note_added"], await ana.Events());
        var calls = await steward.QueryAsOwner("SELECT calls FROM kernel.change WHERE id = $1", change.Id);
        Assert.Equal(["add_task", "add_note"], (string[])calls[0][0]!);
        Assert.Equal(["task", "note"], (await ana.Run(new GetChange(change.Id))).Rows.Select(row => row.Entity));
    }

    [Fact]
    public async Task What_was_called_is_undone_with_the_rest()
    {
        var ana = await steward.NewOwner();
        var outcome = await ana.Call(new PlanNote("chain of things"));

        await ana.Run(new UndoChange(outcome.ChangeId!.Value));

        Assert.Empty((await ana.Run(new ListTasks())).Items);
        Assert.Empty(await steward.QueryAsOwner("SELECT 1 FROM testing.note WHERE tenant_id = $1", ana.Tenant.Value));
        await RowLog.AssertJournaled(steward, ana.Tenant);
    }

    [Fact]
    public async Task A_failure_takes_all_with_it()
    {
        var ana = await steward.NewOwner();

        Assert.Equal("asked_to_fail", (await ana.Refused(new PlanNote("Move house", Fail: true))).Code);
        await ana.Refused(new ScheduleNote("Later", Fail: true));

        await AssertNothing(ana);
    }

    [Fact]
    public async Task A_failure_inside_cannot_be_passed_over()
    {
        var ana = await steward.NewOwner();

        await Assert.ThrowsAsync<InvalidOperationException>(() => ana.Call(new SwallowRefusal()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ana.Preview(new SwallowRefusal()));

        await AssertNothing(ana);
    }

    [Fact]
    public async Task A_child_is_authorized_as_its_caller()
    {
        var ana = (await steward.NewOwner()).As(c =>
            c with
            {
                Scopes = ScopeSet.Of(Scopes.WriteKnowledge, Scopes.ReadAudit),
            }
        );

        var refusal = await ana.Refused(new PlanNote("Move house"));

        Assert.Equal(("missing_scope", "add_task"), (refusal.Code, refusal.Params["operation"]));
        await AssertNothing(ana);
    }

    [Fact]
    public async Task A_child_is_validated()
    {
        var ana = await steward.NewOwner();

        Assert.Equal(
            "invalid_text",
            (await ana.Refused(new ConcurrencyTests.RenameBoth((await ana.Run(new AddNote("x"))).Id, default, "a\0")))
                .Errors[0]
                .Code
        );
    }

    [Fact]
    public async Task Calls_without_end_are_stopped()
    {
        var ana = await steward.NewOwner();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => ana.Call(new CallItself()));

        Assert.Contains("call_itself", fault.Message);
    }

    [Fact]
    public async Task A_listener_runs_once_and_in_the_same_transaction()
    {
        var ana = await steward.NewOwner();

        var note = await ana.Run(new AddNote("chain"));

        var titles = await steward.QueryAsOwner(
            "SELECT title FROM testing.note WHERE tenant_id = $1 ORDER BY title",
            ana.Tenant.Value
        );
        Assert.Equal([$"after {note.Id}", "chain"], titles.Select(row => row[0]));
        Assert.Single(await ana.Changes());

        await ana.Run(new PlanNote("chain of calls"));
        Assert.Equal(2, (await ana.Changes()).Count);
        Assert.Equal(
            4,
            (await steward.QueryAsOwner("SELECT 1 FROM testing.note WHERE tenant_id = $1", ana.Tenant.Value)).Count
        );
    }

    private async Task AssertNothing(Member member)
    {
        Assert.Empty(
            await steward.QueryAsOwner(
                "SELECT 1 FROM tasks.task WHERE tenant_id = $1 UNION ALL SELECT 1 FROM testing.note WHERE tenant_id = $1 "
                    + "UNION ALL SELECT 1 FROM kernel.job WHERE tenant_id = $1 UNION ALL SELECT 1 FROM kernel.change WHERE tenant_id = $1",
                member.Tenant.Value
            )
        );
    }
}
