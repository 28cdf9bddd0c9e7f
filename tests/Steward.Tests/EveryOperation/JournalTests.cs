namespace Steward.Tests.EveryOperation;

public sealed class JournalTests(TestSteward steward)
{
    [Theory, MemberData(nameof(Operations.Commands), MemberType = typeof(Operations))]
    public async Task The_journal_tells_what_a_trigger_saw(string operation)
    {
        var staged = await Staged.Of(steward, operation);

        var done = await staged.Run();

        await RowLog.AssertJournaled(steward, staged.Tenant);
        if (done.ChangeId is { } change)
            foreach (var row in await steward.QueryAsOwner("SELECT tenant_id FROM kernel.change WHERE id = $1", change))
                await RowLog.AssertJournaled(steward, new((Guid)row[0]!));
    }
}
