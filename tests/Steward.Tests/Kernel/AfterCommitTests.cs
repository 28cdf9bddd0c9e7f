using System.ComponentModel;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class AfterCommitTests(TestSteward steward)
{
    [Operation("fail_with_trace", Scopes.WriteKnowledge)]
    [Description("Is refused, but what it noted stays.")]
    public sealed record FailWithTrace(bool Succeed = false) : ICommand<Nothing>
    {
        internal sealed class Handler(Repository<Note> notes) : IHandler<FailWithTrace, Nothing>
        {
            public Task<Nothing> Handle(FailWithTrace command, OperationContext context, CancellationToken ct)
            {
                notes.Add(
                    context.Tenant,
                    new Note
                    {
                        Id = context.NewId(),
                        Title = $"attempt {context.NewId()}",
                        OwnerId = context.User,
                    }
                );
                if (command.Succeed)
                    return Task.FromResult(Nothing.Value);
                throw new RefusalException(RefusalKind.Unauthenticated, "wrong", "That was wrong. Try again.")
                {
                    AfterCommit = true,
                };
            }
        }
    }

    [Fact]
    public async Task What_was_done_is_kept_and_the_caller_is_refused()
    {
        var ana = await steward.NewOwner();

        Assert.Equal("wrong", (await ana.Refused(new FailWithTrace())).Code);

        Assert.Equal(["fail_with_trace"], (await ana.Changes()).Select(change => change.Operation));
        Assert.Single(await Attempts(ana));
        await RowLog.AssertJournaled(steward, ana.Tenant);
    }

    [Fact]
    public async Task A_preview_leaves_the_trace_too_so_that_nobody_tries_in_secret()
    {
        var ana = await steward.NewOwner();

        await ana.Refused(new FailWithTrace(), request => request with { Preview = true });
        Assert.Single(await Attempts(ana));

        await ana.Preview(new FailWithTrace(Succeed: true));
        Assert.Single(await Attempts(ana));
    }

    [Fact]
    public async Task Its_key_is_free_for_another_try()
    {
        var ana = await steward.NewOwner();
        Func<OperationRequest, OperationRequest> key = request => request with { IdempotencyKey = "k" };

        await ana.Refused(new FailWithTrace(), key);
        Assert.Equal("wrong", (await ana.Refused(new FailWithTrace(), key)).Code);

        Assert.Equal(2, (await Attempts(ana)).Count);
    }

    private Task<List<object?[]>> Attempts(Member member) =>
        steward.QueryAsOwner("SELECT id FROM testing.note WHERE tenant_id = $1", member.Tenant.Value);
}
