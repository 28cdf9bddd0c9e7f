namespace Steward.Tests.EveryOperation;

public sealed class ReplayTests(TestSteward steward)
{
    [Theory, MemberData(nameof(Operations.CommandsWithCaller), MemberType = typeof(Operations))]
    public async Task The_same_key_gives_the_same_answer_and_does_nothing_again(string operation)
    {
        var staged = await Staged.Of(steward, operation);
        var first = await staged.Run(WithKey);
        var after = await Tables.Everything(steward, staged.Tenant);

        if (staged.Operation.HasSecretResult)
        {
            Assert.Equal("already_done", (await staged.Caller.Refused(staged.Input, WithKey)).Code);
        }
        else
        {
            var again = await staged.Run(WithKey);
            Assert.True(again.Replayed);
            Assert.Equal((first.ChangeId, Answer.Json(first.Result)), (again.ChangeId, Answer.Json(again.Result)));
        }

        Assert.Equal(after, await Tables.Everything(steward, staged.Tenant));
    }

    private static OperationRequest WithKey(OperationRequest request) => request with { IdempotencyKey = "the-same" };
}
