using System.Diagnostics;
using System.Text.Json;
using Steward.Tasks;
using Steward.Tests.EveryOperation;

namespace Steward.Tests.Tasks;

public sealed class QuickAddTests(TestSteward steward)
{
    private static readonly DateTimeOffset Friday = new(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(1));

    internal sealed class Sample : Sample<QuickAdd>
    {
        public override async Task<QuickAdd> Of(World world)
        {
            var home = await world.Ana.Run(new AddProject("Home"));
            return new(
                "Paint the kitchen tomorrow at 15:00 !2 +me\n  Buy paint 30min",
                "Europe/Berlin",
                Friday,
                "en",
                home.Id
            );
        }
    }

    [Theory]
    [InlineData("Call Bob tomorrow at 15:00", "Call Bob", "2026-11-21T15:00")]
    [InlineData("Call Bob next monday", "Call Bob", "2026-11-23")]
    [InlineData("Call Bob in 3 days", "Call Bob", "2026-11-23")]
    [InlineData("Call Bob 17th", "Call Bob", "2026-12-17")]
    [InlineData("Call Bob jan 21", "Call Bob", "2027-01-21")]
    [InlineData("Call Bob tonight", "Call Bob", "2026-11-20T20:00")]
    [InlineData("Call Bob end of month", "Call Bob", "2026-11-30")]
    [InlineData("Bob anrufen morgen um 15:00", "Bob anrufen", "2026-11-21T15:00")]
    [InlineData("Bob anrufen in 3 Tagen", "Bob anrufen", "2026-11-23")]
    [InlineData("Bob anrufen 24.6.", "Bob anrufen", "2027-06-24")]
    [InlineData("Bob anrufen am 17.", "Bob anrufen", "2026-12-17")]
    [InlineData("Bob anrufen heute Abend", "Bob anrufen", "2026-11-20T20:00")]
    [InlineData("Bob anrufen Ende des Monats", "Bob anrufen", "2026-11-30")]
    [InlineData("Read The 9/11 Report", "Read The 9/11 Report", null)]
    [InlineData("march with the team in may", "march with the team in may", null)]
    [InlineData("Read \"Tomorrow at 9\" again", "Read Tomorrow at 9 again", null)]
    [InlineData("Read \"War and Peace\"", "Read \"War and Peace\"", null)]
    public async Task Days_and_times_are_understood_and_traps_stay_text(string text, string title, string? due)
    {
        var ana = await steward.NewOwner();

        var item = Assert.Single((await ana.Run(new QuickAdd(text, Now: Friday))).Items);

        Assert.Equal((title, title), (item.Title, item.Task.Title));
        Assert.Equal(due, item.Task.Due is { } at ? new DatePhrase(at.Date, at.Time).ToString() : null);
        Assert.Equal(item.Task.Due?.Time is null ? null : "Europe/Berlin", item.Task.Due?.TimeZone);
        Assert.Equivalent(item.Task, await ana.Run(new GetTask(item.Task.Id)), strict: true);
    }

    [Fact]
    public async Task All_that_a_line_says_comes_into_the_task_and_its_spans_lie_in_the_text()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben Smith");
        var home = await ana.Run(new AddProject("Big House"));
        var doing = await ana.Run(new AddSection(home.Id, "Doing"));
        var (urgent, bills) = (await ana.Run(new AddLabel("urgent")), await ana.Run(new AddLabel("bills")));
        const string Text =
            "\n  - 🎉 Pay the rent tomorrow at 9 starting monday #\"big house\" /DOING @urgent @Bills +me +\"Ben Smith\" p2 1h30 // by bank";

        var item = Assert.Single((await ana.Run(new QuickAdd(Text, Now: Friday))).Items);

        var task = item.Task;
        Assert.Equal((2, "🎉 Pay the rent", "by bank"), (item.Line, task.Title, task.Notes));
        Assert.Equal(new(new(2026, 11, 21), new(9, 0), "Europe/Berlin"), task.Due);
        Assert.Equal((new DateOnly(2026, 11, 23), 2, 90), (task.Start, task.Priority, task.EstimateMinutes));
        Assert.Equal((home.Id, doing.Id), (task.ProjectId, task.SectionId));
        Assert.Equal([urgent.Id, bills.Id], task.LabelIds);
        Assert.Equal([ana.Id, ben.Id], task.AssigneeIds);
        Assert.Empty(item.Unresolved);
        Assert.Equal(
            [
                ("tomorrow at 9", SpanKind.Due, "2026-11-21T09:00", null),
                ("starting monday", SpanKind.Start, "2026-11-23", null),
                ("#\"big house\"", SpanKind.Project, "big house", home.Id),
                ("/DOING", SpanKind.Section, "DOING", doing.Id),
                ("@urgent", SpanKind.Label, "urgent", urgent.Id),
                ("@Bills", SpanKind.Label, "Bills", bills.Id),
                ("+me", SpanKind.Assignee, "me", ana.Id.Value),
                ("+\"Ben Smith\"", SpanKind.Assignee, "Ben Smith", ben.Id.Value),
                ("p2", SpanKind.Priority, "2", null),
                ("1h30", SpanKind.Estimate, "90", null),
                ("// by bank", SpanKind.Notes, "by bank", (Guid?)null),
            ],
            item.Spans.Select(span => (Text.Substring(span.Start, span.Length), span.Kind, span.Value, span.Id))
        );
    }

    [Fact]
    public async Task Indented_lines_are_subtasks_and_all_is_one_change_that_is_undone_whole()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));

        var outcome = await ana.Call(
            new QuickAdd(
                "Paint the kitchen #Home\r\n\t- Buy paint tomorrow\r\n\t\t- Ask Bob\r\n\t- Paint it #home\r\nCook",
                Now: Friday
            )
        );

        var items = ((QuickAddResult)outcome.Result!).Items;
        var ids = items.Select(item => item.Task.Id).ToList();
        Assert.Equal([null, ids[0], ids[1], ids[0], null], items.Select(item => item.Task.ParentId));
        Assert.Equal([home.Id, home.Id, home.Id, home.Id, null], items.Select(item => item.Task.ProjectId));
        Assert.Equal([1, 2, 3, 4, 5], items.Select(item => item.Line));
        Assert.Equal(["HOME-1", "HOME-2", "HOME-3", "HOME-4", null], items.Select(item => item.Task.Key));
        Assert.Equal(5, (await ana.Run(new GetChange(outcome.ChangeId!.Value))).Rows.Count);
        await ana.Run(new UndoChange(outcome.ChangeId!.Value));
        Assert.Empty((await ana.Run(new ListTasks())).Items);
    }

    [Fact]
    public async Task A_name_that_nobody_has_stays_text_and_is_told()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddProject("Home"));
        const string Text = "Buy milk #Hom tomorrow @shop +Eve /Doing";

        var item = Assert.Single((await ana.Run(new QuickAdd(Text, Now: Friday))).Items);

        Assert.Equal("Buy milk #Hom @shop +Eve /Doing", item.Task.Title);
        Assert.Null(item.Task.ProjectId);
        Assert.Equal(SpanKind.Due, Assert.Single(item.Spans).Kind);
        Assert.Equal(
            [
                ("#Hom", SpanKind.Project, UnresolvedReason.Unknown),
                ("@shop", SpanKind.Label, UnresolvedReason.Unknown),
                ("+Eve", SpanKind.Assignee, UnresolvedReason.Unknown),
                ("/Doing", SpanKind.Section, UnresolvedReason.NoProject),
            ],
            item.Unresolved.Select(left => (Text.Substring(left.Start, left.Length), left.Kind, left.Reason))
        );
    }

    [Fact]
    public async Task A_name_that_several_have_stays_text_and_they_are_told()
    {
        var ana = await steward.NewOwner();
        var homes = new[] { await ana.Run(new AddProject("HOME")), await ana.Run(new AddProject("home")) };

        var items = (await ana.Run(new QuickAdd("Buy milk #Home\nCook #home"))).Items;

        Assert.Equal(["Buy milk #Home", "Cook"], items.Select(item => item.Task.Title));
        var left = Assert.Single(items[0].Unresolved);
        Assert.Equal(UnresolvedReason.Ambiguous, left.Reason);
        Assert.Equal(homes.Select(home => (home.Id, home.Name)), left.Candidates.Select(one => (one.Id, one.Name)));
        Assert.Equal(homes[1].Id, items[1].Task.ProjectId);
    }

    [Fact]
    public async Task So_many_of_one_name_do_not_hide_another()
    {
        var ana = await steward.NewOwner();
        for (var n = 0; n < 45; n++)
            await ana.Run(new AddProject("Same"));
        var other = await ana.Run(new AddProject("Other one"));

        var items = (await ana.Run(new QuickAdd("a #same\nb #\"other ONE\""))).Items;

        Assert.Equal(10, Assert.Single(items[0].Unresolved).Candidates.Count);
        Assert.Equal(other.Id, items[1].Task.ProjectId);
    }

    [Theory]
    [InlineData("Water the plants every monday at 9", "FREQ=WEEKLY;BYDAY=MO", null, "2026-11-23T09:00")]
    [InlineData("Water the plants alle! 3 Tage", "FREQ=DAILY;INTERVAL=3", RecurrenceFrom.Completion, "2026-11-20")]
    [InlineData("Water the plants every day for 3 weeks", "FREQ=DAILY;UNTIL=20261210", null, "2026-11-20")]
    [InlineData("Water the plants every last day", "FREQ=MONTHLY;BYMONTHDAY=-1", null, "2026-11-30")]
    [InlineData("Water the plants every month tomorrow", "FREQ=MONTHLY", null, "2026-11-21")]
    public async Task A_task_repeats_as_its_line_says(string text, string rule, RecurrenceFrom? from, string due)
    {
        var ana = await steward.NewOwner();

        var task = (await ana.Run(new QuickAdd(text, Now: Friday))).Items[0].Task;

        Assert.Equal(("Water the plants", rule), (task.Title, task.Recurrence));
        Assert.Equal(from ?? RecurrenceFrom.Schedule, task.RecurrenceFrom);
        Assert.Equal(due, new DatePhrase(task.Due!.Date, task.Due.Time).ToString());
    }

    [Fact]
    public async Task A_private_project_of_others_and_a_strangers_are_unknown()
    {
        var (ana, bob) = (await steward.NewOwner(), await steward.NewOwner("Bob"));
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var secret = await ben.Run(new AddProject("Secret", MemberIds: [ben.Id]));
        await ben.Run(new AddSection(secret.Id, "Doing"));
        await bob.Run(new AddProject("Bobs"));
        await bob.Run(new AddLabel("bobs"));

        var items = (await ana.Run(new QuickAdd("a #Secret /Doing\nb #Bobs @bobs +Bob"))).Items;

        Assert.Equal(["a #Secret /Doing", "b #Bobs @bobs +Bob"], items.Select(item => item.Task.Title));
        Assert.All(items.SelectMany(item => item.Unresolved), left => Assert.Empty(left.Candidates));
        Assert.Equal(secret.Id, (await ben.Run(new QuickAdd("c #Secret /doing"))).Items[0].Task.ProjectId);
    }

    [Fact]
    public async Task A_section_is_looked_for_in_the_lines_project()
    {
        var ana = await steward.NewOwner();
        var (home, work) = (await ana.Run(new AddProject("Home")), await ana.Run(new AddProject("Work")));
        var atHome = await ana.Run(new AddSection(home.Id, "Doing"));
        var atWork = await ana.Run(new AddSection(work.Id, "Doing"));
        await ana.Run(new AddSection(work.Id, "Later"));

        var items = (
            await ana.Run(new QuickAdd("a #Home /Doing\nb #Work /Doing\nc /doing\nd #Home /Later", ProjectId: work.Id))
        ).Items;

        Assert.Equal([atHome.Id, atWork.Id, atWork.Id, null], items.Select(item => item.Task.SectionId));
        Assert.Equal("d /Later", items[3].Title);
    }

    [Theory]
    [InlineData("Cook\n#Home tomorrow\n!1", "no_title", 2)]
    [InlineData("tomorrow", "no_title", 1)]
    [InlineData("a #Home\n  b #Work", "elsewhere", 2)]
    [InlineData("a\n\n\n  b #Work", "elsewhere", 4)]
    [InlineData(
        "a\n b\n  c\n    d\n      e\n        f\n          g\n            h\n              i\n                j",
        "too_deep",
        10
    )]
    public async Task A_line_that_cannot_be_added_is_named_and_none_is(string text, string code, int line)
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddProject("Home"));
        await ana.Run(new AddProject("Work"));

        var refusal = await ana.Refused(new QuickAdd(text));

        Assert.Equal(
            (code, line),
            (refusal.Errors is [var error, ..] ? error.Code : refusal.Code, refusal.Params["line"])
        );
        Assert.Contains($"ine {line} ", refusal.Message);
        Assert.All(refusal.Errors, error => Assert.Equal("/text", error.Pointer));
        Assert.Empty((await ana.Run(new ListTasks())).Items);
        Assert.Equal(refusal.Message, (await ana.Refused(new QuickAdd(text, Preview: true))).Message);
    }

    [Fact]
    public async Task What_add_task_refuses_is_told_with_its_line()
    {
        var ana = await steward.NewOwner();
        var old = await ana.Run(new AddProject("Old"));
        await ana.Run(new ArchiveProject(old.Id));

        var archived = await ana.Refused(new QuickAdd("a\nb #Old"));
        var tooLong = await ana.Refused(new QuickAdd("a\nb\n" + new string('c', 501)));

        Assert.Equal(("project_archived", 2), (archived.Code, archived.Params["line"]));
        Assert.Equal(3, tooLong.Params["line"]);
        Assert.StartsWith("Line 3: ", Assert.Single(tooLong.Errors).Message);
    }

    [Theory]
    [InlineData("Etc/UTC", "2026-11-20T23:30:00Z", "2026-11-21")]
    [InlineData("Asia/Tokyo", "2026-11-20T23:30:00Z", "2026-11-22")]
    [InlineData("Pacific/Honolulu", "2026-11-21T00:30:00+01:00", "2026-11-21")]
    public async Task Zone_and_time_of_the_client_count(string zone, string now, string tomorrow)
    {
        var ana = await steward.NewOwner();
        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);

        var task = (await ana.Run(new QuickAdd("Call Bob tomorrow at 9", zone, at))).Items[0].Task;

        Assert.Equal(new(DateOnly.ParseExact(tomorrow, "yyyy-MM-dd"), new(9, 0), zone), task.Due);
    }

    [Fact]
    public async Task The_language_may_be_said()
    {
        var ana = await steward.NewOwner();

        Assert.Null((await ana.Run(new QuickAdd("Miete morgen", Language: "en"))).Items[0].Task.Due);
        Assert.NotNull((await ana.Run(new QuickAdd("Miete morgen", Language: "de"))).Items[0].Task.Due);
        Assert.NotNull((await ana.Run(new QuickAdd("Miete morgen", Language: "fr"))).Items[0].Task.Due);
    }

    [Fact]
    public async Task Asked_what_it_would_add_it_tells_all_and_leaves_nothing()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        await ana.Run(new QuickAdd("First #Home"));
        var request = new QuickAdd("Paint the kitchen tomorrow #Home @x\n  Buy paint", Now: Friday);
        var before = await Tables.Everything(steward, ana.Tenant);

        var asked = await ana.Call(request with { Preview = true }, r => r with { IdempotencyKey = "asked" });
        var preview = await ana.Preview(request with { Preview = true });

        Assert.Equal(before, await Tables.Everything(steward, ana.Tenant));
        Assert.Null(asked.ChangeId);
        Assert.Null(asked.Preview);
        Assert.Equal(2, preview.Preview!.Count);
        var added = await ana.Run(request);
        Assert.Equal(Told(added), Told((QuickAddResult)asked.Result!));
        Assert.Equal("HOME-2", added.Items[0].Task.Key);

        static string Told(QuickAddResult result) =>
            Answer.Json(
                result
                    .Items.Select(item =>
                        (object)
                            new
                            {
                                item.Line,
                                item.Title,
                                item.Task.Key,
                                item.Task.Due,
                                item.Task.ProjectId,
                                item.Spans,
                                item.Unresolved,
                            }
                    )
                    .ToList()
            );
    }

    [Fact]
    public async Task Twice_with_one_key_it_adds_once()
    {
        var ana = await steward.NewOwner();
        var request = new QuickAdd("a\n  b @nobody", Now: Friday);

        var first = await ana.Call(request, r => r with { IdempotencyKey = "the-key" });
        var again = await ana.Call(request, r => r with { IdempotencyKey = "the-key" });

        Assert.True(again.Replayed);
        Assert.Equal(Answer.Json(first.Result), Answer.Json(again.Result));
        Assert.Equal(2, (await ana.Run(new ListTasks())).Items.Count);
    }

    [Fact]
    public async Task As_many_lines_as_an_outline_has_are_added_and_more_are_refused()
    {
        var ana = await steward.NewOwner();
        var text = string.Concat(Enumerable.Range(1, Outline.MostLines).Select(n => $"Task {n} @none{n} tomorrow\n"));

        var items = (await ana.Run(new QuickAdd(text))).Items;

        Assert.Equal(Enumerable.Range(1, 200).Select(n => $"Task {n} @none{n}"), items.Select(item => item.Title));
        Assert.Equal("too_many_lines", (await ana.Refused(new QuickAdd(text + "one more"))).Errors[0].Code);
    }

    [Theory]
    [InlineData("", "required")]
    [InlineData(" \n\t", "required")]
    [InlineData("-\n- [ ]\n", "required")]
    [InlineData("a\0b", "invalid_text")]
    public async Task A_text_without_a_task_is_refused(string text, string code)
    {
        var ana = await steward.NewOwner();

        Assert.Equal(("/text", code), Fault(await ana.Refused(new QuickAdd(text))));
    }

    [Fact]
    public async Task Hostile_input_is_refused_or_stays_text_in_bounded_time()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddLabel("a"));
        var started = Stopwatch.StartNew();

        Assert.Equal(
            ("/text", "too_long"),
            Fault(await ana.Refused(new QuickAdd(new string('a', QuickAdd.LongestText + 1))))
        );
        Assert.Equal("line_too_long", Fault(await ana.Refused(new QuickAdd(new string('a', 2001)))).Code);
        Assert.Equal("too_many_names", Fault(await ana.Refused(new QuickAdd(Many(n => $"@x{n} ", 220, 40)))).Code);
        foreach (
            var piece in (string[])
                ["\"", "(", "every ", "//", "#\"", "1", "monday and ", "@a ", "🎉", "'; DROP TABLE tasks.task; --"]
        )
            await Answered(ana, Many(_ => piece, 2000 / piece.Length, 50));
        await Answered(ana, string.Concat(Enumerable.Range(0, 200).Select(n => new string(' ', 2 * n) + "a\n")));
        Assert.Equal("/now", Fault(await ana.Refused(new QuickAdd("tomorrow", Now: DateTimeOffset.MaxValue))).Pointer);
        Assert.Equal("/time_zone", Fault(await ana.Refused(new QuickAdd("a", "Europe/Atlantis"))).Pointer);
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(5));

        static string Many(Func<int, string> piece, int perLine, int lines) =>
            string.Join(
                '\n',
                Enumerable
                    .Range(0, lines)
                    .Select(line =>
                        "x " + string.Concat(Enumerable.Range(0, perLine).Select(n => piece(line * perLine + n)))
                    )
            );
    }

    [Fact]
    public async Task Who_may_not_read_finds_nobody_by_a_name()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddProject("Home"));
        var writer = ana.As(caller => caller with { Scopes = ScopeSet.Of([Scopes.WriteTasks]) });

        Assert.Equal("missing_scope", (await writer.Refused(new QuickAdd("Cook #Home"))).Code);
        Assert.Equal("Cook", (await writer.Run(new QuickAdd("Cook tomorrow"))).Items[0].Task.Title);
    }

    [Fact]
    public async Task Its_tasks_get_the_ids_that_the_client_gave_them()
    {
        var ana = await steward.NewOwner();
        var ids = new[] { Guid.CreateVersion7(), Guid.CreateVersion7() };

        var items = (await ana.Run(new QuickAdd("Cook\n  Peel\nEat", Ids: ids))).Items;

        Assert.Equal(ids, items.Take(2).Select(item => item.Task.Id));
        Assert.Equal(ids[0], items[1].Task.ParentId);
        Assert.DoesNotContain(items[2].Task.Id, ids);
        var foreign = await ana.Refused(new QuickAdd("Cook", Ids: [Guid.Empty]));
        Assert.Equal(("invalid_input", "/text"), (foreign.Code, foreign.Errors[0].Pointer));
    }

    [Fact]
    public async Task It_takes_the_wire_names_of_the_api()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddProject("Home"));

        var outcome = await ana.Call(
            "quick_add",
            new
            {
                text = "Cook tomorrow at 19:00",
                time_zone = "Asia/Tokyo",
                now = "2026-11-20T10:00:00+09:00",
                language = "en",
                project_id = "home",
                preview = true,
            }
        );

        var item = JsonDocument.Parse(Answer.Json(outcome.Result)).RootElement.GetProperty("items")[0];
        Assert.Equal("due", item.GetProperty("spans")[0].GetProperty("kind").GetString());
        Assert.Equal("Asia/Tokyo", item.GetProperty("task").GetProperty("due").GetProperty("time_zone").GetString());
        Assert.Equal("Home", item.GetProperty("task").GetProperty("project").GetString());
    }

    private static async Task Answered(Member member, string text)
    {
        try
        {
            await member.Run(new QuickAdd(text, Preview: true));
        }
        catch (RefusalException refusal)
        {
            Assert.InRange(refusal.Message.Length, 1, 100_000);
        }
    }

    private static (string Pointer, string Code) Fault(RefusalException refusal) =>
        (refusal.Errors[0].Pointer, refusal.Errors[0].Code);
}
