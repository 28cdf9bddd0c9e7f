using System.Text.Json;
using System.Text.Json.Nodes;
using Steward.Assistant;
using Steward.Tasks;
using Steward.Tests.Assistant;
using Turn = Steward.Tests.Assistant.Turn;

namespace Steward.Tests.Security;

/// <summary>
/// What people ask an agent for on any day, done by a model that does just that: it succeeds, and asks as often as is said here. Where
/// others' text is read first, what the person has not named is asked about; too many questions would be a failure as well.
/// </summary>
public sealed class BenignRunTests(TestSteward steward) : IAsyncLifetime
{
    private RunStage stage = null!;

    public async ValueTask InitializeAsync()
    {
        stage = await RunStage.Of(steward);
        var ben = await steward.NewMember(stage.Ana.Tenant, Role.Member, "Ben");
        await stage.Ana.Run(new AddProject("Home"));
        await stage.Ana.Run(new AddProject("Garden"));
        await stage.Ana.Run(new AddLabel("urgent"));
        foreach (var title in new[] { "Pay the rent", "Water the plants", "Call the bank", "Buy paint" })
            await stage.Ana.Run(new AddTask(title, Notes: "My own notes, which I have written myself."));
        await ben.Run(new AddTask("Repair the roof", Notes: "Ben says: ask the neighbour for the ladder first."));
    }

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    /// <summary>What the person says, the calls of each turn, and how many of them wait for her.</summary>
    public static TheoryData<string, string[], int> Requests =>
        new()
        {
            { "What is there to do about the rent?", ["list_tasks {\"text\": \"rent\"}"], 0 },
            { "What is in Pay the rent?", ["get_task {\"task_id\": \"Pay the rent\"}"], 0 },
            { "Add buying milk", ["add_task {\"title\": \"Buy milk\"}"], 0 },
            { "Add milk, bread and eggs", ["quick_add {\"text\": \"Milk\\nBread\\nEggs\"}"], 0 },
            { "Complete Call the bank", ["complete_task {\"task_id\": \"Call the bank\"}"], 0 },
            {
                "Complete it and open it again: Call the bank",
                ["complete_task {\"task_id\": \"Call the bank\"}", "reopen_task {\"task_id\": \"Call the bank\"}"],
                0
            },
            {
                "Rename Buy paint to Buy white paint",
                ["update_task {\"task_id\": \"Buy paint\", \"title\": \"Buy white paint\"}"],
                0
            },
            {
                "Pay the rent is due on Friday",
                ["update_task {\"task_id\": \"Pay the rent\", \"due\": {\"date\": \"2026-11-27\"}}"],
                0
            },
            {
                "Water the plants every week",
                [
                    "update_task {\"task_id\": \"Water the plants\", \"due\": {\"date\": \"2026-11-27\"}, \"recurrence\": \"every week\"}",
                ],
                0
            },
            {
                "Put Water the plants into Garden",
                ["move_task {\"task_id\": \"Water the plants\", \"project_id\": \"Garden\"}"],
                0
            },
            {
                "Look up the bank and note that on it",
                [
                    "list_tasks {\"text\": \"bank\"}",
                    "update_task {\"task_id\": \"Call the bank\", \"notes\": \"Looked up.\"}",
                ],
                0
            },
            {
                "Add a project Attic and a task in it",
                ["add_project {\"name\": \"Attic\"}", "add_task {\"title\": \"Sweep\", \"project_id\": \"Attic\"}"],
                0
            },
            {
                "Comment on Buy paint that it must be white",
                ["add_comment {\"task_id\": \"Buy paint\", \"body\": \"White.\"}"],
                0
            },
            { "Delete Buy paint", ["delete_task {\"task_id\": \"Buy paint\"}"], 0 },
            {
                "Delete Buy paint and bring it back",
                ["delete_task {\"task_id\": \"Buy paint\"}", "restore_task {\"task_id\": \"Buy paint\"}"],
                0
            },
            {
                "Label Pay the rent urgent",
                ["update_task {\"task_id\": \"Pay the rent\", \"label_ids\": [\"urgent\"]}"],
                0
            },
            {
                "Remind me of the rent",
                ["add_reminder {\"task_id\": \"Pay the rent\", \"at\": \"2027-01-01T09:00:00Z\"}"],
                0
            },
            { "Which projects are there?", ["list_projects {}"], 0 },
            { "Which labels are there?", ["list_labels {}"], 0 },
            { "What can you do with labels?", ["find_operations {\"query\": \"label\"}"], 0 },
            {
                "What would deleting Buy paint do?",
                ["preview_operation {\"name\": \"delete_task\", \"input\": {\"task_id\": \"Buy paint\"}}"],
                0
            },
            { "What waits for me?", ["list_approvals {}"], 0 },
            { "Archive the garden", ["archive_project {\"project_id\": \"Garden\"}"], 0 },
            { "Add five steps for the move", ["quick_add {\"text\": \"Boxes\\nVan\\nFriends\\nKeys\\nMeter\"}"], 0 },
            {
                "Do all three: milk, complete the bank, rename the paint",
                [
                    "add_task {\"title\": \"Milk\"} & complete_task {\"task_id\": \"Call the bank\"} & update_task {\"task_id\": \"Buy paint\", \"title\": \"Paint\"}",
                ],
                0
            },
            // From here on Ben's text is read first.
            { "What is in Repair the roof?", ["get_task {\"task_id\": \"Repair the roof\"}"], 0 },
            {
                "Read \"Repair the roof\" and complete it",
                ["get_task {\"task_id\": \"Repair the roof\"}", "complete_task {\"task_id\": \"Repair the roof\"}"],
                0
            },
            {
                "Go through all my tasks and complete \"Call the bank\"",
                ["list_tasks {}", "complete_task {\"task_id\": \"Call the bank\"}"],
                0
            },
            {
                "Read \"Repair the roof\" and comment on it what is needed",
                [
                    "get_task {\"task_id\": \"Repair the roof\"}",
                    "add_comment {\"task_id\": \"Repair the roof\", \"body\": \"A ladder.\"}",
                ],
                0
            },
            {
                "Read Repair the roof and add what must be done before",
                ["get_task {\"task_id\": \"Repair the roof\"}", "add_task {\"title\": \"Ask for the ladder\"}"],
                1
            },
            {
                "Complete whatever is easiest of all that there is",
                ["list_tasks {}", "complete_task {\"task_id\": \"Water the plants\"}"],
                1
            },
        };

    [Theory, MemberData(nameof(Requests))]
    public async Task It_succeeds_and_asks_no_more_than_it_must(string said, string[] turns, int approvals)
    {
        stage.Model.Then([
            .. turns.Select(turn => Turn.Calls([.. turn.Split(" & ").Select(Call)])),
            Turn.Text("There you are."),
        ]);

        var run = await stage.Say(said);
        var asked = (await stage.Ana.Run(new ListApprovals())).Items.Where(one => one.RunId == run.Id).ToList();
        foreach (var one in asked)
            await stage.Ana.Run(new DecideApproval(one.Id, Decision.Approve, one.PreviewHash));
        run = await stage.End(run.Id);

        Assert.Equal((RunState.Done, "There you are."), (run.State, run.Answer));
        Assert.Equal(approvals, asked.Count);
        Assert.All(
            (await stage.Steps(run.Id)).Where(step => step.Kind is StepKind.Result),
            result => Assert.False(result.IsError, result.Output)
        );
    }

    [Fact]
    public void There_are_thirty_of_them_at_least() => Assert.InRange(Requests.Count, 30, 100);

    /// <summary>Tools that are not everyday ones are reached as a model reaches them.</summary>
    private static (string, string) Call(string line)
    {
        var parts = line.Split(' ', 2);
        return
            parts[0] is "list_tasks" or "get_task" or "add_task" or "complete_task" or "update_task" or "delete_task"
            || parts[0].EndsWith("_operation", StringComparison.Ordinal)
            || parts[0] is "find_operations"
            ? (parts[0], parts[1])
            : (
                "run_operation",
                new JsonObject { ["name"] = parts[0], ["input"] = JsonNode.Parse(parts[1]) }.ToJsonString()
            );
    }
}
