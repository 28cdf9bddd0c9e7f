using System.Globalization;
using System.Text;
using Steward.Tasks;
using Steward.Tests.EveryOperation;

namespace Steward.Tests.Tasks.Import;

public sealed class ImportTests(TestSteward steward)
{
    internal const string Chores =
        "Title,Notes,Project,Section,Labels,Priority,Due,Status\n"
        + "Pay the rent,By bank transfer,Home,Money,\"monthly, bills\",1,2026-12-01,open\n"
        + "Mow the lawn,,Home,Garden,,3,2026-12-05 15:00,done\n";

    /// <summary>Samples share a tenant with all others: a project of its own, which no other makes.</summary>
    private static readonly string Sampled = Chores.Replace(",Home,", ",Chores of the week,");

    internal sealed class Sample : Sample<ImportTasks>
    {
        public override async Task<ImportTasks> Of(World world)
        {
            var project = await world.Ana.Run(new AddProject("Attic"));
            return new(Sampled + "Clear it,,,,,,,\n", ImportFormat.Csv, project.Id, Id: TestSteward.NewId());
        }
    }

    internal sealed class InspectSample : Sample<InspectImport>
    {
        public override async Task<InspectImport> Of(World world)
        {
            var project = await world.Ana.Run(new AddProject("Attic"));
            return new(Sampled, ImportFormat.Csv, project.Id);
        }
    }

    internal sealed class ProgressSample : Sample<GetProgress>
    {
        public override async Task<GetProgress> Of(World world)
        {
            var id = TestSteward.NewId();
            await world.Ana.Run(new ImportTasks(Sampled, Id: id));
            return new(id);
        }
    }

    [Fact]
    public async Task A_file_is_one_change_that_is_undone_whole()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddProject("Home", "HOUSE"));
        await ana.Run(new AddLabel("bills"));
        var before = await Tables.Owned(steward, ana.Tenant);

        var done = await ana.Call(new ImportTasks(Chores));

        var view = (ImportView)done.Result!;
        Assert.Equal(
            (ImportFormat.Csv, 2, 0, 2, 1),
            (view.Format, view.Tasks, view.Projects, view.Sections, view.Labels)
        );
        Assert.Equal(2, view.AlreadyThere);
        var tasks = (await ana.Run(new ListTasks())).Items;
        Assert.Equal(
            [("HOUSE-2", "Mow the lawn", Status.Done), ("HOUSE-1", "Pay the rent", Status.Todo)],
            tasks.Select(t => (t.Key!, t.Title, t.Status))
        );
        var rent = tasks[1];
        Assert.Equal(
            ("By bank transfer", 1, new Due(new(2026, 12, 1)), "Home", "Money"),
            (rent.Notes, rent.Priority, rent.Due, rent.Project, rent.Section)
        );
        Assert.Equal(["monthly", "bills"], rent.Labels);
        Assert.Equal(new(new(2026, 12, 5), new(15, 0), "Europe/Berlin"), tasks[0].Due);
        Assert.Equal(ana.Id, tasks[0].CompletedBy);
        await RowLog.AssertJournaled(steward, ana.Tenant);

        await ana.Run(new UndoChange(done.ChangeId!.Value));
        Assert.Equal(before, await Tables.Owned(steward, ana.Tenant));
    }

    [Fact]
    public async Task It_is_shown_first_and_columns_are_corrected()
    {
        var ana = await steward.NewOwner();
        const string file =
            "Was;Bis;Wer weiß;Ort\r\nMiete zahlen;1.12.2026;x;Zuhause\r\n\"Zwei\r\nZeilen\";morgen;;\r\n";

        var seen = await ana.Run(new InspectImport(file));
        Assert.Equal(
            [
                ("Was", ImportField.Title),
                ("Bis", ImportField.Due),
                ("Wer weiß", ImportField.Ignore),
                ("Ort", ImportField.Ignore),
            ],
            seen.Columns.Select(column => (column.Column, column.Field))
        );
        Assert.Equal((2, 1), (seen.Tasks, seen.FaultCount));
        Assert.Equal("line 3", seen.Faults[0].Place);
        Assert.Equal(new(new(2026, 12, 1)), seen.First[0].Due);
        Assert.Empty(await ana.Changes());

        seen = await ana.Run(new InspectImport(file, Columns: [new("Ort", ImportField.Project)]));
        Assert.Equal("Zuhause", seen.First[0].Project);
        var refused = await ana.Refused(new ImportTasks(file, Columns: [new("Nirgends", ImportField.Project)]));
        Assert.Contains("no column called 'Nirgends'", refused.Message);
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_line_and_left_out_on_request()
    {
        var ana = await steward.NewOwner();
        var file = new StringBuilder(
            "title,due,priority\nGood,2026-12-01,1\n,2026-12-01,1\nBad date,the other day,1\nBad number,,9\n"
        );
        file.Append(new string('x', 501)).Append(",,\n");

        var refusal = await ana.Refused(new ImportTasks($"{file}"));
        Assert.Equal("invalid_file", refusal.Code);
        Assert.Equal(["Line 4", "Line 5", "Line 3", "Line 6"], refusal.Errors.Select(e => e.Message.Split(':')[0]));
        Assert.Empty((await ana.Run(new ListTasks())).Items);

        var view = await ana.Run(new ImportTasks($"{file}", SkipInvalid: true));
        Assert.Equal((3, 2), (view.Tasks, view.Skipped));
    }

    [Fact]
    public async Task At_most_a_hundred_faults_are_listed()
    {
        var ana = await steward.NewOwner();
        var file = "title,priority\n" + string.Concat(Enumerable.Repeat("a,9\n", 250));

        var refusal = await ana.Refused(new ImportTasks(file));

        Assert.Equal((100, 250), (refusal.Errors.Count, refusal.Params["faults"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\uFEFF")]
    [InlineData("title\n")]
    [InlineData("title,\"notes\nnever closed")]
    [InlineData("a,b,c\n1,2,3", "csv")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"steward_tasks\",\"tasks\":[null]}")]
    [InlineData("{\"format\":\"steward_tasks\",\"tasks\":[{\"title\":\"no id\"}]}")]
    [InlineData("{\"format\":\"steward_tasks\",\"version\":2}")]
    [InlineData(
        "{\"format\":\"steward_tasks\",\"tasks\":[{\"id\":\"0192f0c1-2d3e-7a4b-8c5d-6e7f80910a1b\",\"title\":\"a\\u0000b\"}]}"
    )]
    [InlineData(
        "{\"format\":\"steward_tasks\",\"tasks\":[{\"id\":\"0192f0c1-2d3e-7a4b-8c5d-6e7f80910a1b\",\"title\":\"\\ud800\"}]}"
    )]
    [InlineData("[{\"title\":\"P\",\"tasks\":[{\"title\":\"\\ud800\"}]}]")]
    [InlineData("[[[[[")]
    [InlineData("TYPE,WHAT\ntask,x", "todoist_csv")]
    public async Task What_is_no_file_is_refused_and_changes_nothing(string content, string? format = null)
    {
        var ana = await steward.NewOwner();
        var before = await Tables.Owned(steward, ana.Tenant);
        ImportFormat? named = format is null ? null : Enum.Parse<ImportFormat>(format.Replace("_", ""), true);
        try
        {
            var view = await ana.Run(new ImportTasks(content, named));
            Assert.Equal(0, view.Tasks);
        }
        catch (RefusalException refusal)
        {
            Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        }
        Assert.Equal(before, await Tables.Owned(steward, ana.Tenant));
    }

    [Fact]
    public async Task Without_a_title_column_nothing_is_guessed()
    {
        var ana = await steward.NewOwner();

        var refusal = await ana.Refused(new ImportTasks("Foo,Bar\n1,2\n", ImportFormat.Csv));
        Assert.Contains("title", refusal.Message);
        var view = await ana.Run(
            new ImportTasks("Foo,Bar\n1,2\n", ImportFormat.Csv, Columns: [new("Bar", ImportField.Title)])
        );
        Assert.Equal(1, view.Tasks);
    }

    [Fact]
    public async Task Days_and_months_between_slashes_are_found_out_or_asked_for()
    {
        var ana = await steward.NewOwner();

        Assert.Equal(new(2026, 4, 3), (await Due("03/04/2026\nb,25/04/2026", null)));
        Assert.Equal(new(2026, 3, 4), (await Due("03/04/2026\nb,04/25/2026", null)));
        Assert.Null(await Due("03/04/2026", null));
        Assert.Equal(new(2026, 4, 3), await Due("03/04/2026", DateOrder.DayFirst));

        async Task<DateOnly?> Due(string cells, DateOrder? order) =>
            (await ana.Run(new InspectImport($"title,due\na,{cells}\n", DateOrder: order))).First[0].Due?.Date;
    }

    [Fact]
    public async Task Parts_find_their_whole_wherever_it_stands()
    {
        var ana = await steward.NewOwner();

        await ana.Run(new ImportTasks("id,title,parent\n2,Water,1\n1,Garden,\n3,Roses,2\n"));

        var tasks = (await ana.Run(new ListTasks())).Items.ToDictionary(task => task.Title);
        Assert.Equal(tasks["Garden"].Id, tasks["Water"].ParentId);
        Assert.Equal(tasks["Water"].Id, tasks["Roses"].ParentId);
        Assert.Contains("Line 2", (await ana.Refused(new ImportTasks("id,title,parent\n1,a,2\n2,b,1\n"))).Message);
        var deep = "title,indent\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"t{i},{i}\n"));
        Assert.Contains("Line 10", Assert.Single((await ana.Refused(new ImportTasks(deep))).Errors).Message);
    }

    [Fact]
    public async Task Two_projects_of_one_name_are_not_chosen_from()
    {
        var (ana, ben) = (await steward.NewOwner(), default(Member));
        ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        await ana.Run(new AddProject("Home"));
        await ben.Run(new AddProject("Secret", MemberIds: [ben.Id]));
        await ana.Run(new AddProject("Home"));

        Assert.Contains("2 projects are called 'Home'", (await ana.Refused(new ImportTasks(Chores))).Message);
        // What somebody else keeps to himself is not found by its name.
        Assert.Equal(1, (await ana.Run(new ImportTasks("title,project\na,Secret\n"))).Projects);
    }

    [Fact]
    public async Task Inspection_refuses_two_homes_as_import_does()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));

        foreach (
            var twice in (IOperation[])
                [
                    new ImportTasks("title\na\n", ProjectId: home.Id, Name: "Work"),
                    new InspectImport("title\na\n", ProjectId: home.Id, Name: "Work"),
                ]
        )
            Assert.Equal("/name", Assert.Single((await ana.Refused(twice)).Errors).Pointer);
    }

    [Fact]
    public async Task An_archived_project_takes_nothing_in()
    {
        var ana = await steward.NewOwner();
        var project = await ana.Run(new AddProject("Home"));
        await ana.Run(new ArchiveProject(project.Id));

        Assert.Equal(
            "project_archived",
            (await ana.Refused(new ImportTasks("title\na\n", ProjectId: project.Id))).Code
        );
        Assert.Equal(
            "project_archived",
            (await ana.Refused(new InspectImport("title\na\n", ProjectId: project.Id))).Code
        );
    }

    [Fact]
    public async Task Members_are_known_by_name_or_address_and_nobody_else()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");

        await ana.Run(new ImportTasks($"title,assignee\na,Ben\nb,ben@{ben.Id.Value:n}.EXAMPLE\nc,Zoe\n"));

        Assert.Equal([0, 1, 1], (await ana.Run(new ListTasks())).Items.Select(task => task.AssigneeIds.Count));
    }

    [Fact]
    public async Task Its_own_progress_is_told_and_nobody_elses()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Owner, "Ben");
        var id = TestSteward.NewId();
        var file = "title\n" + string.Concat(Enumerable.Range(1, 2500).Select(i => $"Task {i}\n"));

        await ana.Preview(new ImportTasks(file, Id: id));
        Assert.Equal("not_found", (await ana.Refused(new GetProgress(id))).Code);
        await ana.Run(new ImportTasks(file, Id: id));

        var progress = await ana.Run(new GetProgress(id));
        Assert.Equal((2500, 2500), (progress.Done, progress.Total));
        Assert.Equal("not_found", (await ben.Refused(new GetProgress(id))).Code);
        await steward.ExecuteAsOwner("UPDATE kernel.progress SET at = at - interval '25 hours' WHERE id = $1", id);
        await steward.QueryAsOwner("SELECT kernel.sweep()");
        Assert.Equal("not_found", (await ana.Refused(new GetProgress(id))).Code);
    }

    [Fact]
    public async Task Thousands_of_rows_are_previewed_journaled_shown_and_undone_like_one()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var file = new StringBuilder("title,project,labels\n");
        for (var i = 1; i <= 2345; i++)
            file.Append(CultureInfo.InvariantCulture, $"Task {i},Project {i % 3},label {i % 7}\n");
        var before = await Tables.Owned(steward, ana.Tenant);
        var command = new ImportTasks($"{file}", Name: "Home");

        var preview = await ana.Preview(command);
        Assert.Equal(before, await Tables.Owned(steward, ana.Tenant));
        var done = await ana.Call(command);

        Assert.Equal(2345 + 3 + 7, preview.Preview!.Count);
        Assert.Equal(preview.Preview.Count, preview.Preview.Select(row => row.Id).Distinct().Count());
        await RowLog.AssertJournaled(steward, ana.Tenant);
        var rows = new List<RowChange>();
        string? cursor = null;
        do
        {
            var page = await ana.Run(new GetChange(done.ChangeId!.Value, Cursor: cursor));
            Assert.Equal(2355, page.RowCount);
            rows.AddRange(page.Rows);
            cursor = page.NextCursor;
        } while (cursor is not null);
        Assert.Equal(2355, rows.DistinctBy(row => row.Id).Count());
        Assert.Equal(
            "import_tasks",
            Assert.Single((await ben.As(c => c with { Scopes = ScopeSet.All }).Changes())).Operation
        );

        var undone = await ana.Call(new UndoChange(done.ChangeId.Value));
        Assert.Equal(before, await Tables.Owned(steward, ana.Tenant));
        await ana.Call(new UndoChange(undone.ChangeId!.Value));
        await RowLog.AssertJournaled(steward, ana.Tenant);
        Assert.Equal(
            2345L,
            (await steward.QueryAsOwner("SELECT count(*) FROM tasks.task WHERE tenant_id = $1", ana.Tenant.Value))[0][0]
        );
    }

    [Fact]
    public async Task A_large_change_is_hidden_from_who_does_not_see_all_of_it()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Owner, "Ben");
        var secret = await ana.Run(new AddProject("Secret", MemberIds: [ana.Id]));
        var file = "title\n" + string.Concat(Enumerable.Range(1, 300).Select(i => $"Task {i}\n"));
        var done = await ana.Call(new ImportTasks(file, ProjectId: secret.Id));

        Assert.Contains(await ana.Changes(), change => change.Id == done.ChangeId);
        Assert.DoesNotContain(await ben.Changes(), change => change.Id == done.ChangeId);
        Assert.Equal("not_found", (await ben.Refused(new GetChange(done.ChangeId!.Value))).Code);
        Assert.Equal("not_found", (await ben.Refused(new UndoChange(done.ChangeId!.Value))).Code);
    }

    [Fact]
    public async Task What_was_changed_since_stops_the_undo_of_a_large_change()
    {
        var ana = await steward.NewOwner();
        var file = "title\n" + string.Concat(Enumerable.Range(1, 1500).Select(i => $"Task {i}\n"));
        var done = await ana.Call(new ImportTasks(file));
        var tasks = (await ana.Run(new ListTasks())).Items;

        var comment = await ana.Call(new AddComment(tasks[3].Id, "Keep this one"));
        var refusal = await ana.Refused(new UndoChange(done.ChangeId!.Value));
        Assert.Equal("undo_conflict", refusal.Code);
        Assert.Contains($"{tasks[3].Id}", refusal.Message);
        await ana.Run(new UndoChange(comment.ChangeId!.Value));
        await ana.Run(new UpdateTask(tasks[5].Id, Title: "Another"));
        var before = await Tables.Owned(steward, ana.Tenant);
        Assert.Contains("'Task 1495'", (await ana.Refused(new UndoChange(done.ChangeId!.Value))).Message);
        Assert.Equal(before, await Tables.Owned(steward, ana.Tenant));
    }
}
