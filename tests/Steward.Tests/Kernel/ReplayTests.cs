using System.Text.Json;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class ReplayTests(TestSteward steward)
{
    [Fact]
    public async Task The_same_key_and_input_give_the_first_answer()
    {
        var ana = await steward.NewOwner();

        var first = await ana.Call(new AddTask("Pay the rent"), Key("k"));
        var again = await ana.Call(new AddTask("Pay the rent"), Key("k"));

        Assert.Equal((false, true), (first.Replayed, again.Replayed));
        Assert.Equal(first.ChangeId, again.ChangeId);
        Assert.Equal(JsonSerializer.Serialize((TaskView)first.Result!, Wire.Json), again.Result!.ToString());
        Assert.Single((await ana.Run(new ListTasks())).Items);
    }

    [Fact]
    public async Task The_same_key_for_another_request_is_refused()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Call(new UpdateTask(task.Id, Notes: "a"), Key("k"));

        foreach (
            var other in new IOperation[]
            {
                new UpdateTask(task.Id, Notes: "b"),
                new UpdateTask(task.Id),
                new UpdateTask(task.Id, Notes: null),
                new CompleteTask(task.Id),
            }
        )
        {
            var refusal = await ana.Refused(other, Key("k"));
            Assert.Equal((RefusalKind.Invalid, "idempotency_key_reused"), (refusal.Kind, refusal.Code));
        }
    }

    [Fact]
    public async Task A_long_text_is_compared_to_its_end()
    {
        var ana = await steward.NewOwner();
        var text = new string('a', 19_999);

        var first = await ana.Call(new AddTask("Long", Notes: text + "b"), Key("k"));
        var again = await ana.Call(new AddTask("Long", Notes: text + "b"), Key("k"));
        var refusal = await ana.Refused(new AddTask("Long", Notes: text + "c"), Key("k"));

        Assert.Equal(first.ChangeId, again.ChangeId);
        Assert.Equal("idempotency_key_reused", refusal.Code);
    }

    [Fact]
    public async Task While_the_first_is_at_work_the_second_is_told_so()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("Keys"));
        var (began, mayGoOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        RenameNote.Meanwhile.Value = () =>
        {
            began.TrySetResult();
            return mayGoOn.Task;
        };
        var slow = new RenameNote(note.Id, "More keys", Slowly: true);

        var first = ana.Call(slow, Key("k"));
        await began.Task;
        var refusal = await ana.Refused(slow, Key("k"));
        mayGoOn.SetResult();
        await first;

        Assert.Equal((RefusalKind.Conflict, "in_flight"), (refusal.Kind, refusal.Code));
        Assert.NotNull(refusal.RetryAfter);
        Assert.True((await ana.Call(slow, Key("k"))).Replayed);
    }

    [Fact]
    public async Task A_refusal_is_not_stored()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(new DeleteTask(task.Id));
        await ana.Refused(new CompleteTask(task.Id), Key("k"));

        await ana.Run(new RestoreTask(task.Id));
        var done = await ana.Call(new CompleteTask(task.Id), Key("k"));

        Assert.False(done.Replayed);
        Assert.NotNull(done.ChangeId);
    }

    [Fact]
    public async Task Of_a_secret_only_the_fact_is_stored()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("Keys"));
        await ana.Call(new LockNote(note.Id), Key("k"));

        Assert.Equal("already_done", (await ana.Refused(new LockNote(note.Id), Key("k"))).Code);
    }

    [Fact]
    public async Task A_key_is_one_users_in_one_tenant()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var bob = await steward.NewOwner("Bob");

        foreach (var member in new[] { ana, ben, bob })
            Assert.False((await member.Call(new AddTask("Pay the rent"), Key("k"))).Replayed);

        Assert.Equal(2, (await ana.Run(new ListTasks())).Items.Count);
    }

    [Fact]
    public async Task A_replay_needs_the_rights_that_hold_now()
    {
        var ana = await steward.NewOwner();
        await ana.Call(new AddTask("Pay the rent"), Key("k"));

        await steward.ExecuteAsOwner("UPDATE identity.membership SET role = 'Viewer' WHERE id = $1", ana.Id.Value);

        Assert.Equal("missing_scope", (await ana.Refused(new AddTask("Pay the rent"), Key("k"))).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a\0")]
    [InlineData("ü")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        var ana = await steward.NewOwner();

        Assert.Equal("invalid_idempotency_key", (await ana.Refused(new AddTask("x"), Key(key))).Code);
    }

    [Fact]
    public async Task A_key_is_at_most_200_characters()
    {
        var ana = await steward.NewOwner();

        await ana.Call(new AddTask("x"), Key(new('k', 200)));
        Assert.Equal("invalid_idempotency_key", (await ana.Refused(new AddTask("x"), Key(new('k', 201)))).Code);
    }

    [Fact]
    public async Task Fifty_at_once_have_one_effect_and_one_answer()
    {
        var ana = await steward.NewOwner();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Insist()));

        Assert.Single(answers.Select(answer => answer.ChangeId).Distinct());
        Assert.Single(answers, answer => !answer.Replayed);
        Assert.Single((await ana.Run(new ListTasks())).Items);

        async Task<Outcome> Insist()
        {
            while (true)
            {
                try
                {
                    return await ana.Call(new AddTask("Pay the rent"), Key("k"));
                }
                catch (RefusalException refusal) when (refusal.Code == "in_flight")
                {
                    await Task.Yield();
                }
            }
        }
    }

    private static Func<OperationRequest, OperationRequest> Key(string key) =>
        request => request with { IdempotencyKey = key };
}
