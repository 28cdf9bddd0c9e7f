using Steward.Tasks;

namespace Steward.Tests.Tasks.Import;

/// <summary>Files that were made to break something, or are broken themselves.</summary>
public sealed class HostileFileTests(TestSteward steward)
{
    [Fact]
    public async Task A_long_key_that_is_taken_is_replaced_by_one_that_is_no_longer()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddProject("Taken", "ABCDEFGHIJ"));
        var lines = Enumerable
            .Range(0, 12)
            .Select(n => $$"""{"id":"{{TestSteward.NewId()}}","name":"P{{n}}","key":"ABCDEFGHIJ"}""");

        await ana.Run(new ImportTasks($$"""{"format":"steward_tasks","projects":[{{string.Join(',', lines)}}]}"""));

        var keys = (await ana.Run(new ListProjects())).Items.Select(project => project.Key).ToList();
        Assert.Equal(13, keys.Distinct().Count());
        Assert.Contains("ABCDEFGHI2", keys);
        Assert.Contains("ABCDEFGH13", keys);
    }

    [Theory]
    [InlineData("import_tasks")]
    [InlineData("inspect_import")]
    public async Task A_column_that_is_null_is_refused_in_words(string operation)
    {
        var ana = await steward.NewOwner();

        var refusal = await ana.Refused(operation, new { content = "title\na\n", columns = new object?[] { null } });

        Assert.Equal(("/columns/0", "required"), (refusal.Errors[0].Pointer, refusal.Errors[0].Code));
    }

    [Theory]
    [InlineData("""[{"id":5,"title":"a"},{"title":"b","parent_project_id":5}]""")]
    [InlineData("""[{"id":5,"title":"a"},{"id":5,"title":"b","parent_project_id":5}]""")]
    public async Task A_project_of_vikunjas_without_an_id_of_its_own_finds_its_parent(string file)
    {
        var ana = await steward.NewOwner();

        await ana.Run(new ImportTasks(file));

        var projects = (await ana.Run(new ListProjects())).Items.ToDictionary(project => project.Name);
        Assert.Equal((null, projects["a"].Id), (projects["a"].ParentId, projects["b"].ParentId));
    }

    [Theory]
    [InlineData("""{"date":"2026-12-01","time_zone":"Mars/Base"}""")]
    [InlineData("""{"date":"2026-12-01","time":"09:00:00","time_zone":"Mars/Base"}""")]
    public async Task A_zone_that_nobody_knows_is_a_fault_of_its_line(string due)
    {
        var ana = await steward.NewOwner();
        var file =
            $$"""{"format":"steward_tasks","tasks":[{"id":"{{TestSteward.NewId()}}","title":"x","due":{{due}}}]}""";

        Assert.Contains("Task 1: Its time zone", (await ana.Refused(new ImportTasks(file))).Message);
        Assert.Equal(1, (await ana.Run(new ImportTasks(file, SkipInvalid: true))).Skipped);
    }

    [Fact]
    public async Task A_view_in_a_file_has_no_longer_name_than_one_that_is_added()
    {
        var ana = await steward.NewOwner();
        var name = new string('n', 101);
        var file =
            $$"""{"format":"steward_tasks","views":[{"id":"{{TestSteward.NewId()}}","name":"{{name}}","filter":"open"}]}""";

        Assert.Equal("/name", (await ana.Refused(new AddView(name, "open"))).Errors[0].Pointer);
        Assert.Contains("View 1: Its name", (await ana.Refused(new ImportTasks(file))).Message);
        Assert.Equal(1, (await ana.Run(new ImportTasks(file.Replace(name, name[1..])))).Views);
    }

    [Fact]
    public async Task What_names_no_project_comes_where_was_said_from_stewards_own_files_too()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var secret = await ana.Run(new AddProject("Secret", MemberIds: [ana.Id]));

        await ana.Run(new ImportTasks(Pair(), ProjectId: secret.Id));
        Assert.Empty((await ben.Run(new ListTasks())).Items);
        Assert.All((await ana.Run(new ListTasks())).Items, task => Assert.Equal(secret.Id, task.ProjectId));

        // The same by name: found once it is there.
        Assert.Equal(1, (await ana.Run(new ImportTasks(Pair(), Name: "Party"))).Projects);
        Assert.Equal(0, (await ana.Run(new ImportTasks(Pair(), Name: "Party"))).Projects);
        Assert.Equal(4, (await ana.Run(new ListTasks(Filter: "project:Party"))).Items.Count);

        static string Pair()
        {
            var (a, b) = (TestSteward.NewId(), TestSteward.NewId());
            return $$"""{"format":"steward_tasks","tasks":[{"id":"{{a}}","title":"a"},{"id":"{{b}}","title":"b","parent_id":"{{a}}"}]}""";
        }
    }

    [Fact]
    public async Task What_lies_behind_too_many_tasks_is_not_even_read()
    {
        var ana = await steward.NewOwner();
        var rows = string.Concat(Enumerable.Repeat("a,\n", 50_001));
        var tasks = string.Concat(Enumerable.Repeat("{\"title\":\"a\"},", 50_001));
        string[] files =
        [
            "title,due\n" + rows + "b,never\n\"\n",
            "TYPE,CONTENT,PRIORITY\n" + rows.Replace("a,", "task,a,") + "task,b,9\n\"\n",
            rows.Replace(",", "") + "b due:never\n",
            $$"""[{"title":"P","tasks":[{{tasks}}{"title":""}]}]""",
        ];

        foreach (var file in files)
        {
            var seen = await ana.Run(new InspectImport(file));
            Assert.Contains("more than 50000 tasks", Assert.Single(seen.Faults).Message);
            Assert.Equal(50_000, seen.Tasks);
        }
    }

    [Fact]
    public void Of_too_many_names_and_comments_no_more_are_kept()
    {
        var draft = new Draft(new InspectImport("", Name: "Home"), TestSteward.NewId, "Etc/UTC");
        for (var i = 0; i < 60_000; i++)
        {
            draft.Project($"project {i}", "");
            draft.Section(draft.Home!.Value, $"section {i}", "");
            draft.Label($"label {i}", "");
            draft.Comment(draft.Task("a", ""), "b", null, "");
        }

        var file = draft.File;
        Assert.Equal(
            (1000, 5000, 5000, 50_000, 50_000),
            (file.Projects.Count, file.Sections.Count, file.Labels.Count, file.Comments.Count, file.Tasks.Count)
        );
        Assert.Equal((true, 5), (draft.Faults.SpoilAll, draft.Faults.Count));
    }

    [Fact]
    public async Task A_line_of_millions_of_words_is_a_fault_and_not_a_task()
    {
        var ana = await steward.NewOwner();

        var seen = await ana.Run(
            new InspectImport("short\n" + string.Concat(Enumerable.Repeat("+a ", 1_000_000)), ImportFormat.TodoTxt)
        );

        Assert.Equal(("line 2", 1, 0), (Assert.Single(seen.Faults).Place, seen.Tasks, seen.Projects));
    }

    [Fact]
    public async Task The_same_file_twice_at_the_same_time_stands_there_once()
    {
        var ana = await steward.NewOwner();
        var file =
            $$"""{"format":"steward_tasks","labels":[{"id":"{{TestSteward.NewId()}}","name":"bills"}],"tasks":[{"id":"{{TestSteward.NewId()}}","title":"Pay"}]}""";

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Try()));

        Assert.Contains("done", outcomes);
        Assert.All(outcomes, outcome => Assert.Contains(outcome, new[] { "done", "already_exists" }));
        Assert.Single((await ana.Run(new ListTasks())).Items);
        Assert.Single((await ana.Run(new ListLabels())).Items);
        await RowLog.AssertJournaled(steward, ana.Tenant);

        async Task<string> Try()
        {
            try
            {
                await ana.Run(new ImportTasks(file));
                return "done";
            }
            catch (RefusalException refusal)
            {
                return refusal.Code;
            }
        }
    }
}
