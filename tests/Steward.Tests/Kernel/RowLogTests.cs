using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class RowLogTests(TestSteward steward)
{
    [Fact]
    public async Task The_journal_tells_what_the_trigger_saw()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(
            new AddTask("Pay the rent", Due: new(new(2026, 12, 1), new(9, 0, 0, 123, 456), "Europe/Berlin"))
        );
        await ana.Run(new UpdateTask(task.Id, Notes: "In cash", Status: Status.InProgress));
        await ana.Run(new CompleteTask(task.Id));
        await ana.Run(new PlanNote("Plan"));
        var note = await ana.Run(new AddNote("Locked", Pin: "1234"));
        await ana.Run(new LockNote(note.Id));
        await ana.Run(new RemoveNote(note.Id));

        await RowLog.AssertJournaled(steward, ana.Tenant);
    }

    [Fact]
    public async Task A_row_that_was_changed_past_the_journal_is_noticed()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("Before"));
        await steward.ExecuteAsOwner(
            "UPDATE testing.row_log SET after = jsonb_set(after, '{title}', '\"After\"') WHERE row_id = $1",
            note.Id
        );

        var difference = Assert.Single(await RowLog.Differences(steward, ana.Tenant));
        Assert.EndsWith("title is \"After\", but \"Before\" in the journal", difference);
    }
}
