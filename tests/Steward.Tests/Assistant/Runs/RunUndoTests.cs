using System.Text.Json.Nodes;
using Steward.Assistant;
using Steward.Tasks;
using Steward.Tests.EveryOperation;

namespace Steward.Tests.Assistant;

/// <summary>Whatever a run did, one undo brings back every row.</summary>
public sealed class RunUndoTests(TestSteward steward)
{
    private const int Scripts = 200;

    [Fact, Trait("Category", "Slow")]
    public async Task Two_hundred_random_runs_are_taken_back_whole()
    {
        await using var stage = await RunStage.Of(steward);
        var random = new Random(20261121);
        var rows = await Rows(stage);
        var done = 0;
        for (var script = 0; script < Scripts; script++)
        {
            var calls = Enumerable.Range(0, random.Next(1, 13)).Select(_ => Call(random, rows)).ToArray();
            // Some turns make several calls side by side.
            var turns = calls.Chunk(random.Next(1, 4)).Select(some => Turn.Calls(some)).Append(Turn.Text("Done."));
            stage.Model.Then([.. turns]);
            var before = await Owned(stage);

            var run = await stage.Say("Do some things");

            Assert.True(
                run.State is RunState.Done,
                $"{script}: {string.Join("\n", (await stage.Steps(run.Id)).Where(step => step.IsTainted is true).Select(step => step.Output))}"
            );
            var changes = (await stage.Ana.Run(new ListChanges(RunId: run.Id, Limit: 200))).Items;
            if (changes.Count == 0)
                continue;
            done += changes.Count;
            await stage.Ana.Run(new UndoChanges(RunId: run.Id));
            Assert.Equal(before, await Owned(stage));
        }
        Assert.InRange(done, Scripts, Scripts * 12);
    }

    private static async Task<Dictionary<string, Guid[]>> Rows(RunStage stage)
    {
        var tasks = new List<Guid>();
        for (var n = 0; n < 6; n++)
            tasks.Add((await stage.Ana.Run(new AddTask($"Task {n}", Notes: n % 2 == 0 ? "some notes" : null))).Id);
        return new()
        {
            ["task"] = [.. tasks],
            ["project"] =
            [
                (await stage.Ana.Run(new AddProject("Home"))).Id,
                (await stage.Ana.Run(new AddProject("Garden"))).Id,
            ],
            ["label"] = [(await stage.Ana.Run(new AddLabel("urgent"))).Id],
        };
    }

    private static (string, string) Call(Random random, Dictionary<string, Guid[]> rows)
    {
        string Some(string kind) => rows[kind][random.Next(rows[kind].Length)].ToString();
        var (name, input) = random.Next(14) switch
        {
            0 => ("add_task", new JsonObject { ["title"] = $"New {random.Next(100)}" }),
            1 => ("update_task", new() { ["task_id"] = Some("task"), ["title"] = $"Changed {random.Next(100)}" }),
            2 => (
                "update_task",
                new()
                {
                    ["task_id"] = Some("task"),
                    ["notes"] = null,
                    ["priority"] = random.Next(1, 5),
                }
            ),
            3 => ("complete_task", new() { ["task_id"] = Some("task") }),
            4 => ("reopen_task", new() { ["task_id"] = Some("task") }),
            5 => ("move_task", new() { ["task_id"] = Some("task"), ["project_id"] = Some("project") }),
            6 => ("delete_task", new() { ["task_id"] = Some("task") }),
            7 => ("restore_task", new() { ["task_id"] = Some("task") }),
            8 => ("add_comment", new() { ["task_id"] = Some("task"), ["body"] = "Yes." }),
            9 => ("quick_add", new() { ["text"] = $"Call {random.Next(100)} tomorrow @urgent #Home" }),
            10 => ("add_project", new() { ["name"] = $"Project {random.Next(1000)}" }),
            11 => ("archive_project", new() { ["project_id"] = Some("project") }),
            12 => ("unarchive_project", new() { ["project_id"] = Some("project") }),
            _ => (
                "update_task",
                new JsonObject
                {
                    ["task_id"] = Some("task"),
                    ["due"] = new JsonObject { ["date"] = "2027-01-31" },
                    ["recurrence"] = "every month",
                }
            ),
        };
        return random.Next(3) == 0
            ? ("run_operation", new JsonObject { ["name"] = name, ["input"] = input }.ToJsonString())
            : (name, input.ToJsonString());
    }

    private async Task<List<string>> Owned(RunStage stage) =>
        [
            .. (await Tables.Owned(steward, stage.Ana.Tenant)).Where(row =>
                !row.StartsWith("assistant.conversation", StringComparison.Ordinal)
            ),
        ];
}
