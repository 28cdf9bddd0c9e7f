namespace Steward.Tests.EveryOperation;

public sealed class UndoTests(TestSteward steward)
{
    [Theory, MemberData(nameof(Operations.CommandsWithCaller), MemberType = typeof(Operations))]
    public async Task Its_undo_restores_every_row(string operation)
    {
        var staged = await Staged.Of(steward, operation);
        var before = await Tables.Owned(steward, staged.Tenant);

        var done = await staged.Run();
        if (
            staged.Operation.NeverUndone is null
            && done.ChangeId is { } change
            && await Journal.Rows(staged, done) is not []
        )
            await staged.Caller.Call(new UndoChange(change));
        else if (staged.Operation.NeverUndone is null)
            Assert.Empty(await Journal.Rows(staged, done));
        else
            return;

        Assert.Equal(before, await Tables.Owned(steward, staged.Tenant));
    }

    [Theory, MemberData(nameof(Operations.CommandsWithCaller), MemberType = typeof(Operations))]
    public async Task The_undo_of_its_undo_does_it_again(string operation)
    {
        var staged = await Staged.Of(steward, operation);
        var done = await staged.Run();
        if (staged.Operation.NeverUndone is not null || await Journal.Rows(staged, done) is [])
            return;
        var after = await Tables.Owned(steward, staged.Tenant);

        var undone = await staged.Caller.Call(new UndoChange(done.ChangeId!.Value));
        await staged.Caller.Call(new UndoChange(undone.ChangeId!.Value));

        Assert.Equal(after, await Tables.Owned(steward, staged.Tenant));
    }

    [Fact]
    public async Task What_is_never_undone_says_why()
    {
        foreach (
            var operation in Operations
                .Listed.Where(Operations.HasSample)
                .Where(operation =>
                    operation is { NeverUndone: not null, IsAnonymous: false, IsSystem: false, FoundsTenant: false }
                )
        )
        {
            var staged = await Staged.Of(steward, operation.Name);
            var done = await staged.Run();
            if (done.ChangeId is null)
                continue;
            var refusal = await staged.Caller.Refused(new UndoChange(done.ChangeId.Value));
            Assert.Equal("never_undone", refusal.Code);
            Assert.Contains(operation.NeverUndone!, refusal.Message);
        }
    }
}
