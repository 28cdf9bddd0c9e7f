using Steward.Assistant;
using Steward.Tasks;

namespace Steward.Tests.Assistant;

public sealed class SayTests(TestSteward steward)
{
    internal sealed class Sample : Sample<Say>
    {
        public override async Task<Say> Of(World world)
        {
            await world.Ana.Run(new AddTask("Pay the rent"));
            return new("complete Pay the rent", "en");
        }
    }

    [Fact]
    public async Task What_was_said_is_done_and_is_one_change()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));

        var outcome = await ana.Call(new Say("complete pay the rent"));

        var result = (SayResult)outcome.Result!;
        Assert.Equal(
            (SayState.Done, "complete_task", "complete_task", "Done: Pay the rent.", "en"),
            (result.State, result.Intent, result.Operation, result.Answer, result.Language)
        );
        Assert.Equal(task.Id, result.Result!.Value.GetProperty("id").GetGuid());
        Assert.Equal(Status.Done, (await ana.Run(new GetTask(task.Id))).Status);
        Assert.Equal(outcome.ChangeId, (await ana.Changes())[0].Id);
    }

    [Fact]
    public async Task Undo_that_takes_back_what_was_said_last_and_said_again_what_was_before()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new Say("add Buy milk"));
        await ana.Run(new Say("add Buy bread"));
        await ana.Run(new AddTask("By hand"));

        Assert.Equal(SayState.Done, (await ana.Run(new Say("undo that"))).State);
        Assert.Equal(["By hand", "Buy milk"], await Titles(ana));
        await ana.Run(new Say("undo that"));
        Assert.Equal(["By hand"], await Titles(ana));
        var last = await ana.Call(new Say("undo that"));

        Assert.Equal(
            ("There is nothing to take back that you told me to do.", null),
            (((SayResult)last.Result!).Answer, last.ChangeId)
        );
    }

    [Fact]
    public async Task What_was_undone_by_hand_is_not_undone_again()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new Say("add Buy milk"));
        var bread = await ana.Call(new Say("add Buy bread"));
        await ana.Call(new UndoChange(bread.ChangeId!.Value));

        await ana.Run(new Say("undo that"));

        Assert.Empty(await Titles(ana));
    }

    [Fact]
    public async Task Nobody_undoes_what_another_has_said()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        await ana.Run(new Say("add Buy milk"));

        Assert.StartsWith("There is nothing", (await ben.Run(new Say("undo that"))).Answer, StringComparison.Ordinal);
        Assert.Equal(["Buy milk"], await Titles(ana));
    }

    [Fact]
    public async Task What_cannot_be_taken_back_is_asked_once()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("Secret"));

        var asked = await ana.Call(new Say("shred the note Secret"));

        Assert.Equal((SayState.Confirm, null), (((SayResult)asked.Result!).State, asked.ChangeId));
        Assert.Equal("remove_note", ((SayResult)asked.Result!).Operation);
        Assert.Equal("Secret", (await ana.Run(new ReadNote(note.Id))).Title);

        var done = await ana.Run(new Say("shred the note Secret", Confirm: true));
        Assert.Equal((SayState.Done, "Shredded: Secret."), (done.State, done.Answer));
        Assert.Equal("not_found", (await ana.Refused(new ReadNote(note.Id))).Code);
    }

    [Fact]
    public async Task Confirm_makes_nothing_clear_that_is_not()
    {
        var ana = await steward.NewOwner();

        Assert.Equal(SayState.Unknown, (await ana.Run(new Say("make me rich", Confirm: true))).State);
        Assert.Equal(SayState.Unclear, (await ana.Run(new Say("shred the note Nothing", Confirm: true))).State);
    }

    [Fact]
    public async Task Of_several_that_are_called_so_it_asks_which_and_the_suggestion_says_it()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddTask("Pay the rent"));
        var second = await ana.Run(new AddTask("Pay the rent"));

        var asked = await ana.Call(new Say("complete Pay the rent"));

        var result = (SayResult)asked.Result!;
        Assert.Equal((SayState.Unclear, null), (result.State, asked.ChangeId));
        Assert.Equal($"complete {second.Id}", result.Suggestions[1]);
        await ana.Run(new Say(result.Suggestions[1]));
        Assert.Equal(Status.Done, (await ana.Run(new GetTask(second.Id))).Status);
    }

    [Fact]
    public async Task Two_readings_that_could_both_be_meant_are_asked_about()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddTask("task one"));
        await ana.Run(new AddTask("one"));

        var asked = await ana.Run(new Say("complete task one"));

        Assert.Equal(SayState.Unclear, asked.State);
        Assert.Equal(
            ["complete \"task one\"", "complete task \"one\""],
            asked.Suggestions.Order(StringComparer.Ordinal)
        );
        Assert.Equal("Done: one.", (await ana.Run(new Say("complete task \"one\""))).Answer);
        Assert.Equal("Done: task one.", (await ana.Run(new Say("complete \"task one\""))).Answer);
    }

    [Fact]
    public async Task Names_that_the_caller_does_not_see_are_names_that_nobody_has()
    {
        var bob = await steward.NewOwner("Bob");
        await bob.Run(new AddTask("Rob the bank"));
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var hidden = await ben.Run(new AddProject("Surprise", MemberIds: [ben.Id]));
        await ben.Run(new AddTask("Buy the present", ProjectId: hidden.Id));

        string[] said =
        [
            "complete Rob the bank",
            "complete Buy the present",
            $"complete {hidden.Key}-1",
            "show the tasks in Surprise",
            "archive Surprise",
            "show the tasks of Bob",
        ];
        foreach (var text in said)
        {
            var answer = await ana.Run(new Say(text, "en"));
            var nobodys = await ana.Run(new Say(string.Join(' ', [.. text.Split(' ')[..^1], "Zzz"]), "en"));
            Assert.Equal((SayState.Unclear, 0), (answer.State, answer.Suggestions.Count));
            Assert.Equal(nobodys.Answer.Split('\'')[0], answer.Answer.Split('\'')[0]);
        }
        Assert.DoesNotContain("present", (await ana.Run(new Say("show all tasks"))).Answer, StringComparison.Ordinal);
        Assert.Equal(SayState.Done, (await ben.Run(new Say("complete Buy the present"))).State);
    }

    [Fact]
    public async Task A_strangers_id_is_refused_as_the_operation_refuses_it()
    {
        var bob = await steward.NewOwner("Bob");
        var task = await bob.Run(new AddTask("Rob the bank"));
        var ana = await steward.NewOwner();

        Assert.Equal("not_found", (await ana.Refused(new Say($"complete {task.Id}"))).Code);
    }

    [Fact]
    public async Task Who_may_only_read_is_answered_and_does_nothing()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddTask("Pay the rent"));
        var eve = await steward.NewMember(ana.Tenant, Role.Viewer, "Eve");

        Assert.Contains("Pay the rent", (await eve.Run(new Say("show all tasks"))).Answer, StringComparison.Ordinal);
        Assert.Equal("missing_scope", (await eve.Refused(new Say("complete Pay the rent"))).Code);
        Assert.Equal(["Pay the rent"], await Titles(ana));
    }

    [Fact]
    public async Task A_key_for_say_alone_does_nothing_else_by_it()
    {
        var ana = await steward.NewOwner();
        var limited = ana.As(caller => caller with { Tools = new HashSet<string> { "say" } });

        Assert.Equal("tool_not_allowed", (await limited.Refused(new Say("add Buy milk"))).Code);
        Assert.Equal(SayState.Done, (await limited.Run(new Say("help"))).State);
    }

    [Fact]
    public async Task An_agent_that_speaks_is_held_as_an_agent()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddNote("Secret"));

        var refusal = await ana.AsAgent().Refused(new Say("shred the note Secret", Confirm: true));

        Assert.Equal("approval_required", refusal.Code);
    }

    [Fact]
    public async Task A_sentence_too_much_misspelled_does_nothing_and_neither_does_a_near_one()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddTask("Pay the rent"));

        var near = await ana.Call(new Say("complet Pay the rent"));
        var far = await ana.Call(new Say("cmplt Pay the rent"));

        Assert.Equal((SayState.Unclear, null), (((SayResult)near.Result!).State, near.ChangeId));
        Assert.Equal(["complete Pay the rent"], ((SayResult)near.Result!).Suggestions);
        Assert.Equal((SayState.Unknown, null), (((SayResult)far.Result!).State, far.ChangeId));
    }

    [Fact]
    public async Task A_label_that_is_added_leaves_the_others()
    {
        var ana = await steward.NewOwner();
        var (bills, diy) = (await ana.Run(new AddLabel("bills")), await ana.Run(new AddLabel("diy")));
        var task = await ana.Run(new AddTask("Pay the rent", LabelIds: [bills.Id]));

        await ana.Run(new Say("label Pay the rent with diy"));
        await ana.Run(new Say("label Pay the rent with diy"));
        Assert.Equal(["bills", "diy"], (await ana.Run(new GetTask(task.Id))).Labels);
        await ana.Run(new Say("remove label bills from Pay the rent"));
        Assert.Equal([diy.Id], (await ana.Run(new GetTask(task.Id))).LabelIds);
    }

    [Fact]
    public async Task A_reminder_and_its_task_are_one_change()
    {
        var ana = await steward.NewOwner();

        var said = await ana.Call(new Say("remind me to call Bob tomorrow at 9"));
        var task = Assert.Single((await ana.Run(new ListTasks())).Items);
        Assert.Equal("call Bob", task.Title);
        Assert.Single((await ana.Run(new ListReminders(task.Id))).Items);

        await ana.Call(new UndoChange(said.ChangeId!.Value));
        Assert.Empty((await ana.Run(new ListTasks())).Items);
    }

    [Fact]
    public async Task Without_a_language_it_is_answered_in_the_one_that_was_spoken()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddTask("Miete zahlen"));

        Assert.Equal("de", (await ana.Run(new Say("zeig alle Aufgaben"))).Language);
        Assert.Equal("en", (await ana.Run(new Say("show all tasks"))).Language);
        Assert.Equal("Erledigt: Miete zahlen.", (await ana.Run(new Say("erledige Miete zahlen", "de-AT"))).Answer);
        Assert.Equal(SayState.Unknown, (await ana.Run(new Say("zeig alle Aufgaben", "en"))).State);
    }

    private static async Task<string[]> Titles(Member member) =>
        [.. (await member.Run(new ListTasks())).Items.Select(task => task.Title)];
}
