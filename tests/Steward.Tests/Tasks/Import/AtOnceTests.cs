using Steward.Tasks;
using Steward.Tests.EveryOperation;

namespace Steward.Tests.Tasks.Import;

/// <summary>Many rows are written past the context, which else sees to what happens at the same time.</summary>
public sealed class AtOnceTests(TestSteward steward)
{
    private const int Many = 600;

    [Fact]
    public async Task Of_two_undos_at_once_one_takes_it_back()
    {
        var ana = await steward.NewOwner();
        var before = await Tables.Owned(steward, ana.Tenant);
        var file = "title,labels\n" + string.Concat(Enumerable.Range(1, Many).Select(i => $"Task {i},label {i % 3}\n"));
        var done = await ana.Call(new ImportTasks(file));

        var both = await Task.WhenAll(Attempt(Undo), Attempt(Undo));

        Assert.Equal("undo_conflict", Assert.Single(both.OfType<RefusalException>()).Code);
        Assert.Equal(before, await Tables.Owned(steward, ana.Tenant));
        await RowLog.AssertJournaled(steward, ana.Tenant);

        Task<Outcome> Undo() => ana.Call(new UndoChange(done.ChangeId!.Value));
    }

    [Fact]
    public async Task Of_two_imports_of_the_same_rows_at_once_one_brings_them()
    {
        var ana = await steward.NewOwner();
        var tasks = Enumerable
            .Range(1, Many)
            .Select(i => $$"""{"id":"{{TestSteward.NewId()}}","title":"Task {{i}}"}""");
        var file = $$"""{"format":"steward_tasks","tasks":[{{string.Join(',', tasks)}}]}""";

        var both = await Task.WhenAll(Attempt(Import), Attempt(Import));

        // Who comes a little later finds them there, or meets them at the end.
        Assert.All(both.OfType<RefusalException>(), refusal => Assert.Equal("already_exists", refusal.Code));
        Assert.Equal(Many, both.OfType<Outcome>().Sum(outcome => ((ImportView)outcome.Result!).Tasks));
        Assert.Equal(
            (long)Many,
            (await steward.QueryAsOwner("SELECT count(*) FROM tasks.task WHERE tenant_id = $1", ana.Tenant.Value))[0][0]
        );
        await RowLog.AssertJournaled(steward, ana.Tenant);

        Task<Outcome> Import() => ana.Call(new ImportTasks(file));
    }

    private static async Task<object> Attempt(Func<Task<Outcome>> call)
    {
        try
        {
            return await Task.Run(call);
        }
        catch (RefusalException refusal)
        {
            return refusal;
        }
    }
}
