using System.ComponentModel;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class ConcurrencyTests(TestSteward steward)
{
    /// <summary>Changes two notes, one after the other, waiting in between: two of them, crosswise, are a deadlock.</summary>
    [Operation("rename_both", Scopes.WriteKnowledge)]
    [Description("Renames two notes in the given order.")]
    public sealed record RenameBoth(Guid First, Guid Second, string Title) : ICommand<Nothing>
    {
        internal static readonly AsyncLocal<Func<Task>?> Between = new();

        internal sealed class Handler : IHandler<RenameBoth, Nothing>
        {
            public async Task<Nothing> Handle(RenameBoth command, OperationContext context, CancellationToken ct)
            {
                await context.Call(new RenameNote(command.First, command.Title + " 1"), ct);
                if (Between.Value is { } between)
                    await between();
                await context.Call(new RenameNote(command.Second, command.Title + " 2"), ct);
                return Nothing.Value;
            }
        }
    }

    [Fact]
    public async Task A_row_changed_meanwhile_runs_the_handler_again()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("first"));
        var runs = 0;
        RenameNote.Meanwhile.Value = async () =>
        {
            if (++runs == 1)
                await ana.Run(new RenameNote(note.Id, "meanwhile"));
        };

        var done = await ana.Run(new RenameNote(note.Id, "last", Slowly: true));

        Assert.Equal((2, "last", 3), (runs, done.Title, (await ana.Run(new ReadNote(note.Id))).Version));
        Assert.Equal(3, (await ana.Changes()).Count);
        await RowLog.AssertJournaled(steward, ana.Tenant);
    }

    [Fact]
    public async Task After_three_times_the_caller_is_told()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("first"));
        var runs = 0;
        RenameNote.Meanwhile.Value = () => ana.Run(new RenameNote(note.Id, $"meanwhile {++runs}"));

        var refusal = await ana.Refused(new RenameNote(note.Id, "last", Slowly: true));

        Assert.Equal((3, RefusalKind.Conflict, "changed_meanwhile"), (runs, refusal.Kind, refusal.Code));
        Assert.Equal("meanwhile 3", (await ana.Run(new ReadNote(note.Id))).Title);
    }

    [Fact]
    public async Task With_a_version_it_is_refused_at_once()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("first"));
        var runs = 0;
        RenameNote.Meanwhile.Value = () => ana.Run(new RenameNote(note.Id, $"meanwhile {++runs}"));

        var refusal = await ana.Refused(
            new RenameNote(note.Id, "last", Slowly: true),
            request => request with { IfVersion = 1 }
        );

        Assert.Equal((1, RefusalKind.PreconditionFailed), (runs, refusal.Kind));
    }

    [Fact]
    public async Task A_deadlock_is_tried_again()
    {
        var ana = await steward.NewOwner();
        var (one, two) = (await ana.Run(new AddNote("1")), await ana.Run(new AddNote("2")));
        var barrier = new Barrier();
        RenameBoth.Between.Value = barrier.Arrive;

        await Task.WhenAll(
            ana.Run(new RenameBoth(one.Id, two.Id, "forth")),
            ana.Run(new RenameBoth(two.Id, one.Id, "back"))
        );

        var (a, b) = (await ana.Run(new ReadNote(one.Id)), await ana.Run(new ReadNote(two.Id)));
        Assert.Equal((3, 3), (a.Version, b.Version));
        Assert.True((a.Title, b.Title) is ("forth 1", "forth 2") or ("back 2", "back 1"));
        await RowLog.AssertJournaled(steward, ana.Tenant);
    }

    [Fact]
    public async Task Changes_of_different_rows_do_not_hinder_each_other()
    {
        var ana = await steward.NewOwner();
        var tasks = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ana.Run(new AddTask($"{i}"))));

        await Task.WhenAll(tasks.Select(task => ana.Run(new CompleteTask(task.Id))));

        Assert.Equal(40, (await ana.Changes()).Count);
    }

    /// <summary>Lets the first two who arrive go on together, and everybody who comes later at once.</summary>
    private sealed class Barrier
    {
        private readonly TaskCompletionSource both = new();
        private int arrived;

        public Task Arrive()
        {
            if (Interlocked.Increment(ref arrived) >= 2)
                both.TrySetResult();
            return both.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }
}
