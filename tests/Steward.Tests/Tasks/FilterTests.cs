using System.Text.RegularExpressions;
using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed partial class FilterTests(TestSteward steward)
{
    [Fact]
    public async Task Places_are_found_by_name_key_or_id()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var garden = await ana.Run(new AddProject("Garden", ParentId: home.Id));
        var shed = await ana.Run(new AddProject("Tool shed", ParentId: garden.Id));
        var doing = await ana.Run(new AddSection(home.Id, "Doing"));
        var also = await ana.Run(new AddSection(shed.Id, "Doing"));
        await ana.Run(new AddTask("h", ProjectId: home.Id, SectionId: doing.Id));
        await ana.Run(new AddTask("g", ProjectId: garden.Id));
        var s = await ana.Run(new AddTask("s", ProjectId: shed.Id, SectionId: also.Id));
        await ana.Run(new AddTask("p", ParentId: s.Id));
        await ana.Run(new AddTask("none"));

        await Finds(ana, "project:Home", "g h p s");
        await Finds(ana, "project:home", "g h p s");
        await Finds(ana, $"project:{home.Key}", "g h p s");
        await Finds(ana, $"project:{garden.Id}", "g p s");
        await Finds(ana, "project_only:Home", "h");
        await Finds(ana, "project_only in (Home, \"tool shed\")", "h p s");
        await Finds(ana, "not project:Garden", "h none");
        await Finds(ana, "project is empty", "none");
        await Finds(ana, "section:Doing", "h p s");
        await Finds(ana, "section:\"Home/Doing\"", "h");
        await Finds(ana, "project:Home and section is empty", "g");
        await Finds(ana, "parent:s", "p");
        await Finds(ana, $"parent:{s.Key}", "p");
        await Finds(ana, "is:subtask", "p");
        await Finds(ana, "has:children", "s");
        await Finds(ana, "project_only:Home order by position", "h");
    }

    [Fact]
    public async Task Labels_and_people_are_found_by_name()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben Meier");
        var (red, blue) = (await ana.Run(new AddLabel("red")), await ana.Run(new AddLabel("blue")));
        await ana.Run(new AddTask("r", LabelIds: [red.Id]));
        await ana.Run(new AddTask("rb", LabelIds: [red.Id, blue.Id], AssigneeIds: [ana.Id, ben.Id]));
        await ben.Run(new AddTask("b", LabelIds: [blue.Id], AssigneeIds: [ben.Id]));
        await ben.Run(new AddTask("n"));

        await Finds(ana, "label:red", "r rb");
        await Finds(ana, "label:RED and label:blue", "rb");
        await Finds(ana, "label in (red, blue)", "b r rb");
        await Finds(ana, "not label in (red, blue)", "n");
        await Finds(ana, "label != red", "b n");
        await Finds(ana, "label is empty", "n");
        await Finds(ana, "labels is set", "b r rb");
        await Finds(ana, "assignee:me", "rb");
        await Finds(ben, "assignee:me", "b rb");
        await Finds(ana, "assignee:\"ben meier\"", "b rb");
        await Finds(ana, "assignee is empty", "n r");
        await Finds(ana, "creator:me", "r rb");
        await Finds(ana, "creator != me", "b n");

        await ana.Run(new DeleteLabel(blue.Id));
        await Finds(ana, "label is empty", "b n");
        Assert.Contains("there is no label", (await ana.Refused(new ListTasks(Filter: "label:blue"))).Message);
    }

    [Fact]
    public async Task Overdue_goes_by_the_callers_day_and_the_dues_own_zone()
    {
        var ana = await steward.NewOwner();
        var now = TimeProvider.System.GetUtcNow();
        await ana.Run(new AddTask("yesterday", Due: new(Zones.Today(now, "Etc/UTC").AddDays(-3))));
        await ana.Run(new AddTask("next week", Due: new(Zones.Today(now, "Etc/UTC").AddDays(7))));
        var done = await ana.Run(new AddTask("done", Due: new(new(2020, 1, 1))));
        await ana.Run(new CompleteTask(done.Id));
        foreach (var zone in (string[])["Pacific/Kiritimati", "Etc/GMT+12", "Europe/Berlin", "America/St_Johns"])
        foreach (var minutes in (int[])[-5, 5])
        {
            var there = NodaTime
                .Instant.FromDateTimeOffset(now.AddMinutes(minutes))
                .InZone(NodaTime.DateTimeZoneProviders.Tzdb[zone]);
            await ana.Run(
                new AddTask($"{zone}{minutes}", Due: new(there.Date.ToDateOnly(), there.TimeOfDay.ToTimeOnly(), zone))
            );
        }
        var (east, west) = (In(ana, "Pacific/Kiritimati"), In(ana, "Etc/GMT+12"));
        var westToday = Zones.Today(now, "Etc/GMT+12");
        await ana.Run(new AddTask("the west's today", Due: new(westToday)));

        const string Times = "America/St_Johns-5 Etc/GMT+12-5 Europe/Berlin-5 Pacific/Kiritimati-5";
        await Finds(west, "overdue", $"{Times} yesterday");
        await Finds(east, "overdue", $"{Times} the west's today yesterday");
        await Finds(west, "overdue and not not overdue", $"{Times} yesterday");
        await Finds(
            west,
            "not overdue",
            "America/St_Johns5 Etc/GMT+125 Europe/Berlin5 Pacific/Kiritimati5 done next week the west's today"
        );
    }

    [Theory]
    [InlineData("2026-03-29", "02:30", "Europe/Berlin")]
    [InlineData("2026-10-25", "02:30", "Europe/Berlin")]
    [InlineData("2026-10-25", "01:59:59", "Europe/Berlin")]
    [InlineData("2026-04-05", "01:45", "Australia/Lord_Howe")]
    [InlineData("2026-10-04", "02:15", "Australia/Lord_Howe")]
    [InlineData("2026-11-01", "01:30", "America/New_York")]
    [InlineData("2026-07-01", "00:00", "Pacific/Kiritimati")]
    [InlineData("0001-01-01", "00:00", "Etc/UTC")]
    [InlineData("9999-12-31", "23:59", "Asia/Tokyo")]
    public async Task The_database_knows_the_same_instant_of_a_time(string date, string time, string zone)
    {
        var at = Zones.At(DateOnly.Parse(date, null), TimeOnly.Parse(time, null), zone);

        var there = await steward.QueryAsOwner($"SELECT tasks.due_at('{date}', '{time}', '{zone}')");

        Assert.Equal(at, new DateTimeOffset((DateTime)there[0][0]!));
    }

    [Fact]
    public async Task A_zone_that_the_database_does_not_know_fails_no_list() =>
        Assert.Equal(
            new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc),
            (await steward.QueryAsOwner("SELECT tasks.due_at('2026-07-01', '12:00', 'Europe/Nowhere')"))[0][0]
        );

    [Fact]
    public async Task Blocked_is_what_an_open_task_blocks_that_one_sees()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var secret = await ana.Run(new AddProject("Secret", MemberIds: []));
        var (first, second) = (await ana.Run(new AddTask("first")), await ana.Run(new AddTask("second")));
        var (hidden, third) = (
            await ana.Run(new AddTask("hidden", ProjectId: secret.Id)),
            await ana.Run(new AddTask("third"))
        );
        await ana.Run(new AddRelation(first.Id, RelationKind.Blocks, second.Id));
        await ana.Run(new AddRelation(hidden.Id, RelationKind.Blocks, third.Id));
        await ana.Run(new AddRelation(second.Id, RelationKind.RelatesTo, first.Id));

        await Finds(ana, "blocked", "second third");
        await Finds(ana, "blocking", "first hidden");
        await Finds(ben, "blocked", "second");
        await Finds(ben, "not blocked", "first third");

        await ana.Run(new CompleteTask(first.Id));
        await Finds(ana, "blocked", "third");
        await Finds(ana, "blocking", "hidden");
        await ana.Run(new ReopenTask(first.Id));
        await ana.Run(new DeleteTask(first.Id));
        await ana.Run(new DeleteProject(secret.Id));
        await Finds(ana, "blocked", "");
    }

    [Fact]
    public async Task Archived_projects_are_looked_into_only_when_the_filter_says_so()
    {
        var ana = await steward.NewOwner();
        var (old, gone) = (await ana.Run(new AddProject("Old")), await ana.Run(new AddProject("Gone")));
        var task = await ana.Run(new AddTask("o", ProjectId: old.Id));
        await ana.Run(new AddTask("g", ProjectId: gone.Id));
        await ana.Run(new AddTask("n"));
        await ana.Run(new ArchiveProject(old.Id));
        await ana.Run(new DeleteProject(gone.Id));

        await Finds(ana, "open", "n");
        await Finds(ana, "project:Old", "");
        await Finds(ana, "archived", "o");
        await Finds(ana, "not archived", "n");
        await Finds(ana, "archived or open", "n o");
        await Finds(ana, "project:Old and archived", "o");
        Assert.Contains("no project", (await ana.Refused(new ListTasks(Filter: "project:Gone"))).Message);
        await ana.Run(new DeleteTask((await ana.Run(new AddTask("trash", Priority: 1))).Id));
        await Finds(ana, "priority = 1", "");
        Assert.Equal(
            ["trash"],
            (await ana.Run(new ListTasks(Filter: "priority = 1", Deleted: true))).Items.Select(one => one.Title)
        );
        Assert.Equal("OLD-1", task.Key);
    }

    [Fact]
    public async Task The_rest_of_the_fields()
    {
        var ana = await steward.NewOwner();
        var today = Zones.Today(TimeProvider.System.GetUtcNow(), "Europe/Berlin");
        var a = await ana.Run(
            new AddTask(
                "Äpfel",
                "red 100%",
                1,
                new(today.AddDays(1), new(9, 0)),
                today,
                today.AddDays(5),
                EstimateMinutes: 30
            )
        );
        await ana.Run(new AddTask("Birnen", Due: new(today.AddDays(1), new(8, 0)), EstimateMinutes: 120));
        var c = await ana.Run(new AddTask("Zwetschgen"));
        await ana.Run(new CompleteTask(c.Id));
        await ana.Run(new AddComment(a.Id, "Yes"));
        var d = await ana.Run(new AddTask("dropped"));
        await ana.Run(new UpdateTask(d.Id, Status: Status.Cancelled));

        await Finds(ana, "status:todo", "Birnen Äpfel");
        await Finds(ana, "open", "Birnen Äpfel");
        await Finds(ana, "done", "Zwetschgen");
        await Finds(ana, "cancelled", "dropped");
        await Finds(ana, "prio = 1", "Äpfel");
        await Finds(ana, "start = today", "Äpfel");
        await Finds(ana, "deadline = today+5d", "Äpfel");
        await Finds(ana, "created = today and updated >= today", "Birnen Zwetschgen dropped Äpfel");
        await Finds(ana, "completed >= now-1h", "Zwetschgen");
        await Finds(ana, "estimate <= 1h30min", "Äpfel");
        await Finds(ana, "title:äPF", "Äpfel");
        await Finds(ana, "notes:100%", "Äpfel");
        await Finds(ana, "text:\"100%\"", "Äpfel");
        await Finds(ana, "not text:\"100%\"", "Birnen Zwetschgen dropped");
        await Finds(ana, "has:notes", "Äpfel");
        await Finds(ana, "has:comments", "Äpfel");
        await Finds(ana, "has:children or blocked or blocking or is:subtask or archived", "");

        Assert.Equal(["Äpfel", "Birnen", "dropped", "Zwetschgen"], await Titles(ana, "order by title"));
        Assert.Equal(["Birnen", "Äpfel"], await Titles(ana, "due is set order by due, due_time"));
        Assert.Equal(["Äpfel", "Birnen", "dropped", "Zwetschgen"], await Titles(ana, "order by estimate, title"));
        Assert.Equal(["Birnen", "Äpfel", "Zwetschgen", "dropped"], await Titles(ana, "order by status, title desc"));
    }

    [Fact]
    public async Task The_issues_example_holds()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var waiting = await ana.Run(new AddLabel("waiting"));
        var today = Zones.Today(TimeProvider.System.GetUtcNow(), "Europe/Berlin");
        AddTask Form(int due, int priority) =>
            new(
                "Tax form",
                Due: new(today.AddDays(due)),
                Priority: priority,
                ProjectId: home.Id,
                AssigneeIds: [ana.Id]
            );
        var late = await ana.Run(Form(-10, 4));
        var soon = await ana.Run(Form(3, 2));
        await ana.Run(Form(30, 1));
        await ana.Run(Form(3, 1) with { LabelIds = [waiting.Id] });
        await ana.Run(Form(3, 1) with { AssigneeIds = [] });
        await ana.Run(Form(3, 1) with { Title = "Tax" });

        var found = await ana.Run(
            new ListTasks(
                Filter: "project:Home and (due <= today+7d or overdue) and not label:waiting and assignee:me and text:\"tax form\" order by priority, due"
            )
        );

        Assert.Equal([soon.Id, late.Id], found.Items.Select(task => task.Id));
    }

    [Fact]
    public async Task What_others_keep_private_has_no_name()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Owner, "Ben");
        var secret = await ana.Run(new AddProject("Secret", MemberIds: []));
        await ana.Run(new AddSection(secret.Id, "Cellar"));
        var task = await ana.Run(new AddTask("Dig", ProjectId: secret.Id));

        foreach (
            var (hidden, nobodys) in new[]
            {
                ("project:Secret", "project:Unknown"),
                ($"project:{secret.Key}", "project:NBDY"),
                ($"project:{secret.Id}", $"project:{TestSteward.NewId()}"),
                ("section:Cellar", "section:Unknown"),
                ("parent:Dig", "parent:Nob"),
                ($"parent:{task.Id}", $"parent:{TestSteward.NewId()}"),
            }
        )
        {
            await ana.Run(new ListTasks(Filter: hidden));
            Assert.Equal(await Message(nobodys), await Message(hidden));
        }
        Assert.DoesNotContain("Secret", await Message("project:Secrat"));

        async Task<string> Message(string filter) =>
            Quoted().Replace((await ben.Refused(new ListTasks(Filter: filter))).Message, "(asked)");
    }

    [Theory]
    [InlineData("prioritty:1", "Did you mean 'priority'?")]
    [InlineData("label:wating", "Did you mean 'waiting'?")]
    [InlineData("project:Hom", "'Home'")]
    [InlineData("assignee:nobody", "assignee is empty")]
    [InlineData("milk", "text:milk")]
    public async Task Errors_say_what_was_perhaps_meant(string filter, string hint)
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddLabel("waiting"));
        await ana.Run(new AddProject("Home"));

        var refusal = await ana.Refused(new ListTasks(Filter: filter));

        Assert.Equal((RefusalKind.Invalid, "invalid_input"), (refusal.Kind, refusal.Code));
        Assert.Contains(hint, refusal.Message);
        Assert.Equal("/filter", refusal.Errors[0].Pointer);
    }

    [Theory]
    [InlineData("label:\"\\0\"")]
    [InlineData("label:\"\\ud83d\"")]
    public async Task A_text_that_no_database_takes_is_refused(string filter)
    {
        var ana = await steward.NewOwner();

        Assert.Equal(RefusalKind.Invalid, (await ana.Refused(new ListTasks(Filter: Regex.Unescape(filter)))).Kind);
    }

    [Fact]
    public async Task A_condition_and_its_denial_find_every_task_once()
    {
        var ana = await steward.NewOwner();
        await FilterStage.Set(ana);
        await ana.Run(new AddTask("bare"));
        await ana.Run(new AddTask("due", Due: new(new(2026, 1, 1), new(9, 0)), Priority: 1));

        foreach (var term in TaskLanguage.Queries.Terms)
        {
            var found = (await Titles(ana, term.Example)).Concat(await Titles(ana, $"not ({term.Example})"));
            Assert.Equal(["Plan the party", "bare", "due"], found.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Pages_of_any_order_hold_each_task_once()
    {
        var ana = await steward.NewOwner();
        var random = new Random(1);
        for (var n = 0; n < 25; n++)
            await ana.Run(
                new AddTask(
                    $"{(char)('a' + random.Next(3))}",
                    Priority: random.Next(1, 5),
                    Due: random.Next(3) == 0 ? null : new(new(2026, 12, random.Next(1, 5)), new(random.Next(24), 0)),
                    EstimateMinutes: random.Next(2) == 0 ? null : random.Next(1, 4)
                )
            );

        foreach (
            var order in (string[])
                [
                    "priority, due",
                    "due desc, due_time",
                    "title desc, estimate",
                    "status, position",
                    "created desc",
                    "updated, completed",
                    "start, deadline desc",
                ]
        )
        {
            var filter = $"open order by {order}";
            var whole = (await ana.Run(new ListTasks(Filter: filter))).Items.Select(task => task.Id).ToList();
            var paged = new List<Guid>();
            string? cursor = null;
            do
            {
                var page = await ana.Run(new ListTasks(Filter: filter, Limit: 4, Cursor: cursor));
                paged.AddRange(page.Items.Select(task => task.Id));
                cursor = page.NextCursor;
            } while (cursor is not null);
            Assert.Equal(25, whole.Distinct().Count());
            Assert.Equal(whole, paged);
        }
    }

    private static Member In(Member member, string zone) => member.As(caller => caller with { TimeZone = zone });

    private static async Task Finds(Member member, string filter, string titles) =>
        Assert.Equal(
            (filter, titles),
            (filter, string.Join(' ', (await Titles(member, filter)).Order(StringComparer.Ordinal)))
        );

    private static async Task<List<string>> Titles(Member member, string filter) =>
        [.. (await member.Run(new ListTasks(Filter: filter))).Items.Select(task => task.Title)];

    [GeneratedRegex("'[^']+'")]
    private static partial Regex Quoted();
}
