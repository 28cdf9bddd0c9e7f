using Steward.Assistant;
using Steward.Tasks;

namespace Steward.Tests.Assistant;

/// <summary>What is asked about once, in words, is done by the yes that answers it and by no other.</summary>
public sealed class RuleTurnTests(TestSteward steward)
{
    [Fact]
    public async Task A_yes_at_once_does_what_was_asked_about()
    {
        await using var stage = await Stage();
        var (note, conversation, _) = await Asked(stage);

        await stage.Say("Yes!", agent: null, conversation: conversation);

        Assert.Equal("not_found", (await stage.Ana.Refused(new ReadNote(note))).Code);
    }

    [Fact]
    public async Task A_yes_after_something_else_was_said_does_nothing()
    {
        await using var stage = await Stage();
        var (note, conversation, _) = await Asked(stage);
        await stage.Say("add milk", agent: null, conversation: conversation);

        await stage.Say("yes", agent: null, conversation: conversation);

        Assert.Equal("Secret", (await stage.Ana.Run(new ReadNote(note))).Title);
    }

    [Fact]
    public async Task A_yes_in_another_conversation_does_nothing()
    {
        await using var stage = await Stage();
        var (note, _, _) = await Asked(stage);

        await stage.Say("yes", agent: null);

        Assert.Equal("Secret", (await stage.Ana.Run(new ReadNote(note))).Title);
    }

    [Fact]
    public async Task A_late_yes_does_nothing()
    {
        await using var stage = await Stage();
        var (note, conversation, asked) = await Asked(stage);
        await steward.ExecuteAsOwner(
            "UPDATE assistant.run SET created_at = created_at - interval '10 minutes' WHERE id = $1",
            asked
        );

        await stage.Say("yes", agent: null, conversation: conversation);

        Assert.Equal("Secret", (await stage.Ana.Run(new ReadNote(note))).Title);
    }

    [Fact]
    public async Task A_yes_from_another_session_does_nothing()
    {
        await using var stage = await Stage();
        var (note, conversation, _) = await Asked(stage);
        var session = await steward.NewSession(stage.Ana.Tenant, stage.Ana.Id);
        var elsewhere = stage.Ana.As(caller => caller with { Credential = new(CredentialKind.Session, session) });

        var run = await elsewhere.Run(new AddMessage(conversation, "yes"));
        await stage.End(run.Id);

        Assert.Equal("Secret", (await stage.Ana.Run(new ReadNote(note))).Title);
    }

    private async Task<RunStage> Stage()
    {
        var stage = await RunStage.Of(steward, works: false);
        await stage.Work(hasModel: false);
        return stage;
    }

    private static async Task<(Guid Note, Guid Conversation, Guid Run)> Asked(RunStage stage)
    {
        var note = await stage.Ana.Run(new AddNote("Secret"));
        var conversation = await stage.NewConversation();
        var run = await stage.Say("shred the note Secret", agent: null, conversation: conversation);
        Assert.Equal((RunState.Done, "needs_confirmation"), (run.State, run.Code));
        return (note.Id, conversation, run.Id);
    }
}
