using System.Text.Json.Nodes;
using Steward.Tasks;
using Steward.Tests.EveryOperation;

namespace Steward.Tests.Tasks.Import;

public sealed class ExportTests(TestSteward steward)
{
    private static readonly string[] TasksTables =
    [
        "reminder",
        "relation",
        "comment",
        "view",
        "task",
        "series",
        "section",
        "label",
        "project",
    ];

    internal sealed class Sample : Sample<ExportTasks>
    {
        public override async Task<ExportTasks> Of(World world)
        {
            var project = await world.Ana.Run(new AddProject("Home"));
            await world.Ana.Run(new AddTask("Pay the rent", ProjectId: project.Id));
            return new(ProjectId: project.Id);
        }
    }

    [Fact]
    public async Task Exported_wiped_and_imported_the_rows_are_the_same()
    {
        var (ana, task) = await Household();
        var before = await Rows(ana);
        var file = await ana.Run(new ExportTasks());
        await Wipe(ana);
        Assert.Empty(await Rows(ana));

        var view = await ana.Run(new ImportTasks(file.Content));

        Assert.Equal((ImportFormat.Steward, 8, 0, 0), (view.Format, view.Tasks, view.AlreadyThere, view.Skipped));
        Assert.Equal(before, await Rows(ana));
        await RowLog.AssertJournaled(steward, ana.Tenant);
        // Numbers count on behind those that came along.
        var project = (await ana.Run(new GetTask(task))).ProjectId;
        Assert.Equal("HOME-5", (await ana.Run(new AddTask("Next", ProjectId: project))).Key);
    }

    [Fact]
    public async Task What_is_there_already_is_left_alone()
    {
        var (ana, task) = await Household();
        var file = await ana.Run(new ExportTasks());
        await ana.Run(new UpdateTask(task, Title: "Another title"));
        var before = await Tables.Owned(steward, ana.Tenant);

        var again = await ana.Call(new ImportTasks(file.Content));

        Assert.Null(again.ChangeId);
        Assert.Equal(before, await Tables.Owned(steward, ana.Tenant));
        var view = (ImportView)again.Result!;
        Assert.Equal((0, 0, 0), (view.Tasks, view.Projects, view.Skipped));
        Assert.True(view.AlreadyThere >= 6);
    }

    [Fact]
    public async Task Only_what_is_missing_comes_back_where_the_rest_stands()
    {
        var (ana, task) = await Household();
        var file = await ana.Run(new ExportTasks());
        var before = await Rows(ana);
        await steward.ExecuteAsOwner("DELETE FROM tasks.comment WHERE tenant_id = $1", ana.Tenant.Value);
        await steward.ExecuteAsOwner("DELETE FROM tasks.relation WHERE tenant_id = $1", ana.Tenant.Value);
        await steward.ExecuteAsOwner("DELETE FROM tasks.reminder WHERE tenant_id = $1", ana.Tenant.Value);
        await steward.ExecuteAsOwner(
            "DELETE FROM tasks.task WHERE tenant_id = $1 AND parent_id IS NOT NULL",
            ana.Tenant.Value
        );

        var view = await ana.Run(new ImportTasks(file.Content));

        Assert.Equal(1, view.Tasks);
        // In a project that stands it gets the next number.
        Assert.Equal(before.Select(Unnumbered), (await Rows(ana)).Select(Unnumbered));
        Assert.Equal(task, (await ana.Run(new ListTasks())).Items.Single(one => one.Title == "Find the form").ParentId);
    }

    [Fact]
    public async Task Another_household_takes_the_same_file_in_as_its_own()
    {
        var (ana, _) = await Household();
        var bob = await steward.NewOwner("Bob");
        var file = await ana.Run(new ExportTasks());
        var before = await Tables.Everything(steward, ana.Tenant);

        var view = await bob.Run(new ImportTasks(file.Content));

        Assert.Equal(8, view.Tasks);
        Assert.Equal(before, await Tables.Everything(steward, ana.Tenant));
        var tasks = (await bob.Run(new ListTasks())).Items;
        Assert.All(tasks, task => Assert.Equal(bob.Id, task.CreatedBy));
        Assert.All(tasks, task => Assert.Empty(task.AssigneeIds));
    }

    [Fact]
    public async Task What_others_keep_to_themselves_is_not_exported()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var secret = await ben.Run(new AddProject("Secret", MemberIds: [ben.Id]));
        var task = await ben.Run(new AddTask("Surprise", ProjectId: secret.Id));
        await ben.Run(new AddComment(task.Id, "Hush"));
        await ben.Run(new AddReminder((await ben.Run(new AddTask("Open"))).Id, DateTimeOffset.UtcNow.AddDays(1)));

        var file = await ana.Run(new ExportTasks());

        Assert.Equal(1, file.Tasks);
        Assert.DoesNotContain("Surprise", file.Content);
        Assert.DoesNotContain("Hush", file.Content);
        Assert.Empty(JsonNode.Parse(file.Content)!["reminders"]!.AsArray());
        Assert.Contains("Surprise", (await ben.Run(new ExportTasks())).Content);
        // Nor does a file lead into it.
        var line =
            $$"""{"format":"steward_tasks","tasks":[{"id":"{{TestSteward.NewId()}}","title":"x","project_id":"{{secret.Id}}"}]}""";
        Assert.Contains("Its project is not in the file", (await ana.Refused(new ImportTasks(line))).Message);
        line =
            $$"""{"format":"steward_tasks","comments":[{"id":"{{TestSteward.NewId()}}","task_id":"{{task.Id}}","body":"x"}]}""";
        Assert.Contains("Its task is not in the file", (await ana.Refused(new ImportTasks(line))).Message);
    }

    [Fact]
    public async Task A_member_writes_nothing_in_the_name_of_others()
    {
        var (ana, task) = await Household();
        var ben = (await steward.NewMember(ana.Tenant, Role.Member, "Eve"));
        var line =
            $$"""{"format":"steward_tasks","tasks":[{"id":"{{TestSteward.NewId()}}","title":"x","created_by":"{{ana.Id}}","created_at":"2999-01-01T00:00:00Z"}],"comments":[{"id":"{{TestSteward.NewId()}}","task_id":"{{task}}","body":"I owe Eve money","created_by":"{{ana.Id}}"}]}""";

        await ben.Run(new ImportTasks(line));

        var made = (await ben.Run(new ListTasks())).Items.Single(one => one.Title == "x");
        Assert.Equal(ben.Id, made.CreatedBy);
        Assert.True(made.CreatedAt <= DateTimeOffset.UtcNow);
        Assert.Equal(
            ben.Id,
            (await ben.Run(new ListComments(task))).Items.Single(one => one.Body.Contains("Eve")).CreatedBy
        );
    }

    [Fact]
    public async Task Circles_and_strange_parents_in_a_file_are_refused()
    {
        var ana = await steward.NewOwner();
        var (a, b, c) = (TestSteward.NewId(), TestSteward.NewId(), TestSteward.NewId());
        string File(string more, string parents = "") =>
            $$"""{"format":"steward_tasks","tasks":[{"id":"{{a}}","title":"a"{{parents}}},{"id":"{{b}}","title":"b","parent_id":"{{a}}"}]{{more}}}""";

        var around = File(
            $$""","relations":[{"id":"{{c}}","task_id":"{{a}}","kind":"blocks","other_id":"{{b}}"},{"id":"{{TestSteward.NewId()}}","task_id":"{{b}}","kind":"blocks","other_id":"{{a}}"}]"""
        );
        Assert.Contains("closes a circle", (await ana.Refused(new ImportTasks(around))).Message);
        Assert.Contains(
            "not in each other",
            (await ana.Refused(new ImportTasks(File("", $",\"parent_id\":\"{b}\"")))).Message
        );
        Assert.Contains(
            "not in the file",
            (await ana.Refused(new ImportTasks(File("", $",\"parent_id\":\"{c}\"")))).Message
        );
        Assert.Contains("same id", (await ana.Refused(new ImportTasks(File("").Replace($"{b}", $"{a}")))).Message);
        var project = File($$""","projects":[{"id":"{{c}}","name":"P","parent_id":"{{c}}"}]""");
        Assert.Contains("not in each other", (await ana.Refused(new ImportTasks(project))).Message);
        Assert.Contains(
            "version 7",
            (await ana.Refused(new ImportTasks(File("").Replace($"{b}", $"{Guid.Empty}")))).Message
        );
        Assert.Equal(2, (await ana.Run(new ImportTasks(File("")))).Tasks);
    }

    [Fact]
    public async Task A_relation_closes_no_circle_with_those_that_stand()
    {
        var ana = await steward.NewOwner();
        var (a, b) = (await ana.Run(new AddTask("a")), await ana.Run(new AddTask("b")));
        await ana.Run(new AddRelation(a.Id, RelationKind.Blocks, b.Id));
        var c = TestSteward.NewId();
        var file =
            $$"""{"format":"steward_tasks","tasks":[{"id":"{{c}}","title":"c"}],"relations":[{"id":"{{TestSteward.NewId()}}","task_id":"{{b.Id}}","kind":"blocks","other_id":"{{c}}"},{"id":"{{TestSteward.NewId()}}","task_id":"{{c}}","kind":"blocks","other_id":"{{a.Id}}"}]}""";

        Assert.Equal("cycle", (await ana.Refused(new ImportTasks(file))).Code);
        Assert.Single((await ana.Run(new ListRelations(a.Id))).Items);
    }

    [Fact]
    public async Task Only_what_closes_a_circle_is_left_out_and_not_what_leads_to_or_from_it()
    {
        var ana = await steward.NewOwner();
        var ids = Enumerable.Range(0, 5).Select(_ => TestSteward.NewId()).ToList();
        (int From, int To)[] pairs = [(0, 1), (1, 2), (2, 1), (2, 3), (3, 4)];
        var tasks = ids.Select(id => $$"""{"id":"{{id}}","title":"t"}""");
        var relations = pairs.Select(pair =>
            $$"""{"id":"{{TestSteward.NewId()}}","task_id":"{{ids[pair.From]}}","kind":"blocks","other_id":"{{ids[pair.To]}}"}"""
        );
        var file =
            $$"""{"format":"steward_tasks","tasks":[{{string.Join(',', tasks)}}],"relations":[{{string.Join(',', relations)}}]}""";

        var view = await ana.Run(new ImportTasks(file, SkipInvalid: true));

        Assert.Equal((3, 2), (view.Relations, view.Skipped));
        Assert.Equal(2, (await ana.Run(new ListRelations(ids[3]))).Items.Count);
    }

    [Fact]
    public async Task A_relation_closes_no_circle_by_way_of_what_stands_between_what_is_new()
    {
        var ana = await steward.NewOwner();
        var standing = new List<Guid>();
        for (var i = 0; i < 3; i++)
            standing.Add((await ana.Run(new AddTask($"{i}"))).Id);
        await ana.Run(new AddRelation(standing[0], RelationKind.Follows, standing[1]));
        await ana.Run(new AddRelation(standing[1], RelationKind.Follows, standing[2]));
        var (a, b) = (TestSteward.NewId(), TestSteward.NewId());
        string File(params (Guid From, Guid To)[] pairs) =>
            $$"""{"format":"steward_tasks","tasks":[{"id":"{{a}}","title":"a"},{"id":"{{b}}","title":"b"}],"relations":[{{string.Join(
                ',',
                pairs.Select(pair => $$"""{"id":"{{TestSteward.NewId()}}","task_id":"{{pair.From}}","kind":"follows","other_id":"{{pair.To}}"}""")
            )}}]}""";

        Assert.Equal(
            "cycle",
            (await ana.Refused(new ImportTasks(File((a, standing[0]), (standing[2], b), (b, a))))).Code
        );
        Assert.Equal(3, (await ana.Run(new ImportTasks(File((a, standing[0]), (standing[2], b), (a, b))))).Relations);
    }

    [Fact]
    public async Task No_more_text_is_gathered_than_one_file_takes()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Talked about"));
        await steward.ExecuteAsOwner(
            "INSERT INTO tasks.comment SELECT $1, gen_random_uuid(), $2, repeat('x', 20000), '{}', $3, NULL, 1, now(), now() "
                + "FROM generate_series(1, 2001)",
            ana.Tenant.Value,
            task.Id,
            ana.Id.Value
        );

        Assert.Equal("too_many_tasks", (await ana.Refused(new ExportTasks())).Code);
        Assert.DoesNotContain(
            ":null",
            (await ana.Run(new ExportTasks(ProjectId: (await ana.Run(new AddProject("Home"))).Id))).Content
        );
    }

    [Fact]
    public async Task A_spreadsheet_gets_no_formula_and_the_file_reads_back()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        string[] titles = ["=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "'=quoted", "a, \"b\"; c", "plain"];
        foreach (var title in titles)
            await ana.Run(new AddTask(title, "two\nlines", 2, new(new(2026, 12, 1), new(9, 30)), ProjectId: home.Id));
        var parent = (await ana.Run(new ListTasks())).Items[0];
        await ana.Run(new AddTask("part", ParentId: parent.Id));

        var file = await ana.Run(new ExportTasks(ExportFormat.Csv));

        Assert.All(file.Content.Split("\r\n"), line => Assert.DoesNotMatch("(^|,|\")[=+@-]", line));
        var bob = await steward.NewOwner("Bob");
        var view = await bob.Run(new ImportTasks(file.Content));
        Assert.Equal((ImportFormat.Csv, 8, 1), (view.Format, view.Tasks, view.Projects));
        var tasks = (await bob.Run(new ListTasks())).Items;
        Assert.Equal(titles.Append("part"), tasks.Reverse().Select(task => task.Title));
        Assert.Equal(tasks.Single(task => task.Title == "plain").Id, tasks[0].ParentId);
        Assert.Equal(("two\nlines", 2, new TimeOnly(9, 30)), (tasks[1].Notes, tasks[1].Priority, tasks[1].Due!.Time));
    }

    [Fact]
    public async Task One_project_is_exported_with_those_in_it_and_nothing_else()
    {
        var (ana, task) = await Household();
        var project = (await ana.Run(new GetTask(task))).ProjectId;
        await ana.Run(new AddTask("Elsewhere", ProjectId: (await ana.Run(new AddProject("Work"))).Id));

        var file = JsonNode.Parse((await ana.Run(new ExportTasks(ProjectId: project))).Content)!;

        Assert.Equal(["Home", "Cellar"], file["projects"]!.AsArray().Select(one => (string)one!["name"]!));
        Assert.DoesNotContain("Elsewhere", file["tasks"]!.AsArray().Select(one => (string)one!["title"]!));
        Assert.Empty(file["views"]!.AsArray());
    }

    /// <summary>A tenant with something of everything, and a task of the project Home that has a part.</summary>
    private async Task<(Member Ana, Guid Task)> Household()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var home = await ana.Run(new AddProject("Home", "HOME", "Our *house*", "#1f6feb"));
        var cellar = await ana.Run(new AddProject("Cellar", ParentId: home.Id));
        var secret = await ana.Run(new AddProject("Secret", MemberIds: [ben.Id]));
        var old = await ana.Run(new AddProject("Old"));
        await ana.Run(new ArchiveProject(old.Id));
        var section = await ana.Run(new AddSection(home.Id, "Money"));
        var label = await ana.Run(new AddLabel("bills", "#ff0000"));
        var tax = await ana.Run(
            new AddTask(
                "File taxes",
                "Form *A*",
                1,
                new(new(2026, 12, 1), new(9, 0), "Europe/Berlin"),
                new(2026, 11, 1),
                new(2026, 12, 31),
                90,
                home.Id,
                section.Id,
                LabelIds: [label.Id],
                AssigneeIds: [ben.Id]
            )
        );
        var part = await ben.Run(new AddTask("Find the form", ParentId: tax.Id));
        var done = await ana.Run(new AddTask("Buy wine", ProjectId: cellar.Id));
        await ben.Run(new CompleteTask(done.Id));
        var gone = await ana.Run(new AddTask("Forget it", ProjectId: home.Id));
        await ana.Run(new DeleteTask(gone.Id));
        await ana.Run(new AddTask("Hidden", ProjectId: secret.Id));
        var open = await ana.Run(new AddTask("No project"));
        var moved = await ana.Run(new AddTask("Moved away", ProjectId: home.Id));
        await steward.ExecuteAsOwner("DELETE FROM tasks.task WHERE id = $1", moved.Id);
        await ana.Run(new UpdateTask(open.Id, Status: Status.InProgress));
        await ana.Run(new AddRelation(part.Id, RelationKind.Blocks, done.Id));
        var comment = await ben.Run(new AddComment(tax.Id, "Where is it?", [ana.Id]));
        await ben.Run(new UpdateComment(comment.Id, "Where is it, please?"));
        await ana.Run(new AddReminder(tax.Id, MinutesBefore: 30));
        var bins = await ana.Run(
            new AddTask("Bins", Due: new(new(2026, 12, 1), new(7, 0)), ProjectId: cellar.Id, Recurrence: "FREQ=WEEKLY")
        );
        await ana.Run(new CompleteTask(bins.Id));
        await steward.ExecuteAsOwner(
            "INSERT INTO tasks.view VALUES ($1, $2, 'Mine', 'assignee:me', $3, $3, 1, now(), now())",
            ana.Tenant.Value,
            TestSteward.NewId(),
            ana.Id.Value
        );
        return (ana, tax.Id);
    }

    [Fact]
    public async Task Csv_says_how_what_is_to_be_done_repeats()
    {
        var ana = await steward.NewOwner();
        var due = new Due(new(2026, 12, 1));
        await ana.Run(new CompleteTask((await ana.Run(new AddTask("Bins", Due: due, Recurrence: "FREQ=WEEKLY"))).Id));
        var stopped = await ana.Run(new AddTask("Milk", Due: due, Recurrence: "FREQ=DAILY"));
        await ana.Run(new UpdateTask(stopped.Id, Recurrence: null));

        var rows = (await ana.Run(new ExportTasks(ExportFormat.Csv))).Content.Split("\r\n");

        Assert.EndsWith(",recurrence", rows[0]);
        Assert.Contains(",todo,", Assert.Single(rows, row => row.EndsWith(",FREQ=WEEKLY", StringComparison.Ordinal)));
        Assert.DoesNotContain(rows, row => row.EndsWith(",FREQ=DAILY", StringComparison.Ordinal));
    }

    private async Task Wipe(Member ana)
    {
        foreach (var table in TasksTables)
            await steward.ExecuteAsOwner($"DELETE FROM tasks.{table} WHERE tenant_id = $1", ana.Tenant.Value);
        await steward.ExecuteAsOwner("DELETE FROM kernel.number WHERE tenant_id = $1", ana.Tenant.Value);
    }

    private async Task<List<string>> Rows(Member ana) =>
        [.. (await Tables.Owned(steward, ana.Tenant)).Where(row => row.StartsWith("tasks.", StringComparison.Ordinal))];

    private static string Unnumbered(string row) =>
        System.Text.RegularExpressions.Regex.Replace(row, "\"number\": \\d+", "");
}
