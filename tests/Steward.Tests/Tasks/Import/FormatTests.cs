using Steward.Tasks;

namespace Steward.Tests.Tasks.Import;

/// <summary>Files as other programs write them.</summary>
public sealed class FormatTests(TestSteward steward)
{
    private const string Todoist = """
        TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DURATION,DURATION_UNIT,DEADLINE,DEADLINE_LANG
        task,Book the ferry @travel @summer,"Two adults, one dog",1,1,Ana (14781400),,2026-12-01,en,Europe/Berlin,90,minute,2026-12-24,en
        task,Compare prices,,4,2,Ana (14781400),Ben (14781401),15 Dec 2026 09:30,en,Europe/Berlin,,,,
        note,The 9 o'clock one is cheaper,,,,Ana (14781400),,,,,,,,
        ,,,,,,,,,,,,,
        section,Packing,,,,,,,,,,,,
        task,Water the plants,,2,1,Ana (14781400),,every other day,en,Europe/Berlin,,,,
        """;

    private const string Vikunja = """
        [{"id":1,"title":"Household","description":"","identifier":"HH","hex_color":"E8445A","parent_project_id":0,"is_archived":false,
          "created":"2024-05-01T10:00:00Z","updated":"2024-05-01T10:00:00Z",
          "tasks":[
            {"id":11,"title":"Paint the fence","description":"<p>White</p>","done":false,"done_at":"0001-01-01T00:00:00Z",
             "due_date":"2026-12-01T14:00:00Z","start_date":"0001-01-01T00:00:00Z","end_date":"0001-01-01T00:00:00Z","priority":5,"percent_done":0.5,
             "labels":[{"id":1,"title":"garden","hex_color":"00aa00"}],"assignees":[{"id":1,"username":"nobody","name":"Nobody Here"},{"id":2,"username":"ben","name":"Ben"}],
             "related_tasks":{"subtask":[{"id":12,"title":"Buy paint"}],"blocked":[{"id":13}]},
             "comments":[{"id":1,"comment":"Which white?","author":{"username":"ana"},"created":"2024-05-02T10:00:00Z"}],
             "repeat_after":604800,"bucket_id":0,"created":"2024-05-01T11:00:00Z","attachments":[{"id":1}]},
            {"id":12,"title":"Buy paint","done":true,"done_at":"2024-06-01T08:00:00Z","due_date":"0001-01-01T00:00:00Z","priority":0,
             "related_tasks":{"parenttask":[{"id":11}]},"labels":null,"assignees":null},
            {"id":13,"title":"Mend the gate","done":false,"priority":3,"due_date":"2026-11-30T23:00:00Z","related_tasks":{"blocking":[{"id":11}]}}],
          "buckets":[{"id":5,"title":"Doing"}],"task_buckets":[{"task_id":13,"bucket_id":5}]},
         {"id":2,"title":"Garden","parent_project_id":1,"is_archived":true,"tasks":null,"buckets":null}]
        """;

    [Fact]
    public async Task Todoist_brings_parts_sections_notes_and_labels()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");

        var view = await ana.Run(new ImportTasks(Todoist, Name: "Holidays"));

        Assert.Equal(
            (ImportFormat.TodoistCsv, 3, 1, 1, 2, 1),
            (view.Format, view.Tasks, view.Projects, view.Sections, view.Labels, view.Comments)
        );
        var tasks = (await ana.Run(new ListTasks())).Items.ToDictionary(task => task.Title);
        var ferry = tasks["Book the ferry"];
        Assert.Equal(
            ("Two adults, one dog", 1, new Due(new(2026, 12, 1)), 90),
            (ferry.Notes, ferry.Priority, ferry.Due, ferry.EstimateMinutes)
        );
        Assert.Equal(["travel", "summer"], ferry.Labels);
        Assert.Equal(("Holidays", new DateOnly(2026, 12, 24)), (ferry.Project, ferry.Deadline));
        var prices = tasks["Compare prices"];
        Assert.Equal((ferry.Id, 4), (prices.ParentId, prices.Priority));
        Assert.Equal([ben.Id], prices.AssigneeIds);
        Assert.Equal(new(new(2026, 12, 15), new(9, 30), "Europe/Berlin"), prices.Due);
        Assert.Equal("The 9 o'clock one is cheaper", (await ana.Run(new ListComments(prices.Id))).Items.Single().Body);
        var plants = tasks["Water the plants"];
        Assert.Equal(("Packing", null, "Repeats: every other day"), (plants.Section, plants.Due, plants.Notes));
    }

    [Fact]
    public async Task Vikunja_brings_projects_buckets_parts_and_relations()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");

        var view = await ana.Run(new ImportTasks(Vikunja));

        Assert.Equal(
            (ImportFormat.Vikunja, 3, 2, 1, 1),
            (view.Format, view.Tasks, view.Projects, view.Sections, view.Labels)
        );
        Assert.Equal((1, 1), (view.Comments, view.Relations + view.Skipped));
        var tasks = (await ana.Run(new ListTasks())).Items.ToDictionary(task => task.Title);
        var fence = tasks["Paint the fence"];
        Assert.Equal((1, new Due(new(2026, 12, 1), new(15, 0), "Europe/Berlin")), (fence.Priority, fence.Due));
        Assert.Equal([ben.Id], fence.AssigneeIds);
        Assert.Equal(["garden"], fence.Labels);
        Assert.Contains("Repeats: every 604800 seconds", fence.Notes);
        Assert.Equal((fence.Id, Status.Done), (tasks["Buy paint"].ParentId, tasks["Buy paint"].Status));
        Assert.Equal(new DateTimeOffset(2024, 6, 1, 8, 0, 0, TimeSpan.Zero), tasks["Buy paint"].CompletedAt);
        Assert.Equal(
            ("Doing", 2, new Due(new(2026, 12, 1))),
            (tasks["Mend the gate"].Section, tasks["Mend the gate"].Priority, tasks["Mend the gate"].Due)
        );
        var relation = Assert.Single((await ana.Run(new ListRelations(fence.Id))).Items);
        Assert.Equal((tasks["Mend the gate"].Id, RelationKind.Blocks), (relation.TaskId, relation.Kind));
        var projects = (await ana.Run(new ListProjects(Archived: true))).Items.ToDictionary(project => project.Name);
        Assert.Equal("#e8445a", projects["Household"].Color);
        Assert.Equal(
            (projects["Household"].Id, true),
            (projects["Garden"].ParentId, projects["Garden"].ArchivedAt is not null)
        );
    }

    [Fact]
    public async Task A_line_of_todo_txt_is_a_task()
    {
        var ana = await steward.NewOwner();
        const string file =
            "(A) 2026-11-01 Call Mum +Family @phone due:2026-12-01 t:2026-11-25\n\n"
            + "x 2026-11-10 2026-11-02 Wash the car: inside +Home pri:B\n"
            + "Read http://example.org/a (B) at 10:30 rec:1w\r\n(Q) late\nxylophone lesson\n";

        var view = await ana.Run(new ImportTasks(file));

        Assert.Equal((ImportFormat.TodoTxt, 5, 2, 1), (view.Format, view.Tasks, view.Projects, view.Labels));
        var tasks = (await ana.Run(new ListTasks())).Items.Reverse().ToList();
        var mum = tasks[0];
        Assert.Equal(
            ("Call Mum", 1, "Family", new Due(new(2026, 12, 1)), new DateOnly(2026, 11, 25)),
            (mum.Title, mum.Priority, mum.Project, mum.Due, mum.Start)
        );
        Assert.Equal(new DateTimeOffset(2026, 10, 31, 23, 0, 0, TimeSpan.Zero), mum.CreatedAt);
        Assert.Equal(("Wash the car: inside", Status.Done, 2), (tasks[1].Title, tasks[1].Status, tasks[1].Priority));
        Assert.Equal(new DateTimeOffset(2026, 11, 9, 23, 0, 0, TimeSpan.Zero), tasks[1].CompletedAt);
        Assert.Equal(("Read http://example.org/a (B) at 10:30", "Repeats: 1w"), (tasks[2].Title, tasks[2].Notes));
        Assert.Equal(("late", 4), (tasks[3].Title, tasks[3].Priority));
        Assert.Equal(("xylophone lesson", Status.Todo), (tasks[4].Title, tasks[4].Status));
    }

    [Theory]
    [InlineData("2026-11-20", "2026-11-20")]
    [InlineData("20.11.2026 15:00", "2026-11-20 15:00")]
    [InlineData("1.2.2026", "2026-02-01")]
    [InlineData("20 Nov 2026", "2026-11-20")]
    [InlineData("Nov 20, 2026 3pm", "2026-11-20 15:00")]
    [InlineData("20. Dezember 2026", "2026-12-20")]
    [InlineData("3. März 2026", "2026-03-03")]
    [InlineData("2026-11-20T14:00:00Z", "2026-11-20 15:00")]
    [InlineData("2026-11-20T23:00:00.000+00:00", "2026-11-21")]
    [InlineData("2026-11-20 12:30 AM", "2026-11-20 00:30")]
    [InlineData("2026-02-30", null)]
    [InlineData("tomorrow", null)]
    [InlineData("03/04/2026", null)]
    [InlineData("2026-11-20 25:00", null)]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01")]
    [InlineData("0001-01-01T00:00:00+14:00", null)]
    [InlineData("99999-01-01", null)]
    public void Dates_are_read_as_they_are_commonly_written(string text, string? expected)
    {
        var due = TextDates.Read(text, "Europe/Berlin", null);

        Assert.Equal(
            expected,
            due is null ? null
                : due.Time is { } time ? $"{due.Date:yyyy-MM-dd} {time:HH:mm}"
                : $"{due.Date:yyyy-MM-dd}"
        );
    }

    [Theory]
    [InlineData("Task Name,Due Date,List,Tags\na,,,\n", "title due project labels")]
    [InlineData("Titel;Fällig am;Projekt;Priorität\na;;;\n", "title due project priority")]
    [InlineData("Aufgabe\tErledigt\na\tja\n", "title status")]
    [InlineData("sep=;\nTitle;Notes\na;b\n", "title notes")]
    [InlineData("\uFEFF\"Title\",\"Created At\"\n\"a\",\"\"\n", "title created_at")]
    [InlineData("Title\nBuy milk, eggs\n", "title")]
    public async Task Headers_of_common_exports_are_known(string file, string expected)
    {
        var ana = await steward.NewOwner();

        var seen = await ana.Run(new InspectImport(file, ImportFormat.Csv));

        Assert.Equal(expected, string.Join(' ', seen.Columns.Select(column => Wire.Name($"{column.Field}"))));
        Assert.Equal((1, 0), (seen.Tasks, seen.FaultCount));
    }

    [Fact]
    public async Task Hostile_files_are_read_in_bounded_time()
    {
        var ana = await steward.NewOwner();
        foreach (
            var file in new[]
            {
                "title\n" + new string('"', 2_000_000),
                "title,notes\n" + string.Concat(Enumerable.Repeat("a,\"", 500_000)),
                "title\n" + new string(',', 3_000_000),
                new string('[', 1_000_000),
                "[" + string.Concat(Enumerable.Repeat("{\"tasks\":[", 1000)),
                new string(' ', 3_000_000) + "x",
                "+ @ due: t: rec: (A)",
                "title\n" + string.Concat(Enumerable.Repeat("a\n", 50_001)),
                string.Concat(Enumerable.Range(0, 3000).Select(i => $"a +p{i}\n")),
            }
        )
        {
            var refusal = await Record.ExceptionAsync(() => ana.Run(new InspectImport(file)));
            Assert.True(refusal is null or RefusalException, $"{refusal}");
        }
    }
}
