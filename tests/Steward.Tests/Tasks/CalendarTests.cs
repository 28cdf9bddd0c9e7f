using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steward.Identity;
using Steward.Server.Rest;
using Steward.Tasks;
using Steward.Tests.Identity;
using Steward.Tests.Rest;

namespace Steward.Tests.Tasks;

public sealed class CalendarTests(TestSteward steward)
{
    private static readonly DateOnly Soon = DateOnly
        .FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)
        .AddDays(40);

    internal sealed class Sample : Sample<GetCalendar>
    {
        public override async Task<GetCalendar> Of(World world)
        {
            var home = await world.Ana.Run(new AddProject("Home"));
            await world.Ana.Run(new AddTask("Paint it", Due: new(Soon), ProjectId: home.Id));
            return new(home.Id);
        }
    }

    [Fact]
    public async Task A_foreign_reader_reads_what_is_due()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var label = await ana.Run(new AddLabel("urgent; very"));
        var notes =
            "Line one\nLine two; with, signs \\ and \u0007 a bell\r\n"
            + string.Concat(Enumerable.Repeat("Äpfel 🍏 ", 300));
        await ana.Run(
            new AddTask(
                "Pay; the, rent \\ 🏠 " + new string('x', 100),
                notes,
                1,
                new(Soon, new(9, 0), "Europe/Berlin"),
                EstimateMinutes: 90,
                ProjectId: home.Id,
                LabelIds: [label.Id]
            )
        );
        await ana.Run(new AddTask("Dentist", Due: new(Soon)));
        await ana.Run(new AddTask("Without a day"));
        await ana.Run(new AddTask("Far away", Due: new(Soon.AddYears(2))));
        var done = await ana.Run(new AddTask("Done", Due: new(Soon)));
        await ana.Run(new CompleteTask(done.Id));

        var text = (await ana.Run(new GetCalendar())).Text;

        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        var events = await Read(text);
        Assert.Equal(2, events.Count);
        var rent = events.Single(one => one["DTEND"] is not null);
        Assert.Equal("Pay; the, rent \\ 🏠 " + new string('x', 100) + " (HOME-1)", (string)rent["SUMMARY"]!);
        Assert.Equal(notes.ReplaceLineEndings("\n").Replace("\u0007", ""), (string)rent["DESCRIPTION"]!);
        Assert.Equal(["urgent; very"], rent["CATEGORIES"]!.AsArray().Select(one => (string)one!));
        var start = Zones.At(Soon, new(9, 0), "Europe/Berlin");
        Assert.Equal($"{start:yyyy-MM-ddTHH:mm:ss}+00:00", (string)rent["DTSTART"]!);
        Assert.Equal($"{start.AddMinutes(90):yyyy-MM-ddTHH:mm:ss}+00:00", (string)rent["DTEND"]!);
        Assert.Equal($"{Soon:yyyy-MM-dd}", (string)events.Single(one => one["DTEND"] is null)["DTSTART"]!);
    }

    [Fact]
    public async Task It_shows_what_the_caller_sees_and_of_one_project_only_if_asked()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var secret = await ana.Run(new AddProject("Surprise party", MemberIds: []));
        await ana.Run(new AddTask("Cake", Due: new(Soon), ProjectId: secret.Id));
        await ana.Run(new AddTask("Bread", Due: new(Soon)));

        Assert.Equal(2, (await Read((await ana.Run(new GetCalendar())).Text)).Count);
        Assert.Single(await Read((await ana.Run(new GetCalendar(secret.Id))).Text));
        Assert.Single(await Read((await ben.Run(new GetCalendar())).Text));
        Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new GetCalendar(secret.Id))).Kind);
        Assert.Empty(await Read((await (await steward.NewOwner("Bob")).Run(new GetCalendar())).Text));
    }

    [Fact]
    public async Task What_repeats_stands_on_each_of_its_days_to_come()
    {
        var ana = await steward.NewOwner();
        await ana.Run(
            new AddTask("Take out the bins", Due: new(Soon, new(9, 0), "Europe/Berlin"), Recurrence: "FREQ=WEEKLY")
        );

        var days = (await Read((await ana.Run(new GetCalendar())).Text))
            .Select(one => DateTimeOffset.Parse((string)one["DTSTART"]!, null))
            .ToList();

        Assert.InRange(days.Count, 40, 60);
        Assert.Equal(days.Select((_, week) => Zones.At(Soon.AddDays(7 * week), new(9, 0), "Europe/Berlin")), days);
    }

    [Fact]
    public async Task A_link_holds_a_key_that_can_do_nothing_else()
    {
        var ana = await steward.NewOwner();
        var inAMonth = TimeProvider.System.GetUtcNow().AddDays(30);
        var key = await ana.Run(new AddApiKey("My phone", ["read:tasks"], inAMonth, ["get_calendar"]));
        var phone = await steward.Bearer(key.Key);

        await phone.Run(new GetCalendar());
        Assert.Equal("tool_not_allowed", (await phone.Refused(new ListTasks())).Code);
        Assert.Equal(["get_calendar"], Assert.Single((await ana.Run(new ListApiKeys())).Items).Operations);
        var wrong = await ana.Refused(new AddApiKey("x", ["read:tasks"], inAMonth, ["get_calendar", "get_calender"]));
        Assert.Equal("/operations/1", Assert.Single(wrong.Errors).Pointer);

        await using var host = await RestHost.Start(steward, app => app.MapCalendarLinks());
        using var subscribed = host.As(phone);
        var answer = await subscribed.GetAsync("/calendar/key.ics", TestContext.Current.CancellationToken);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        Assert.Empty(await Read(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        var strange = await subscribed.GetAsync("/calendar/key.ics?x=1", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, strange.StatusCode);

        using var withAnyKey = host.As(ana);
        var refused = await withAnyKey.GetAsync("/calendar/key.ics", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        await ana.Run(new RevokeApiKey(key.Id));
        Assert.Equal("session_ended", (await phone.Refused(new GetCalendar())).Code);
    }

    /// <summary>The events as Debian's python3-icalendar reads them.</summary>
    private static async Task<List<JsonNode>> Read(string text)
    {
        const string Reader = """
            import sys, json
            from icalendar import Calendar
            events = []
            for event in Calendar.from_ical(sys.stdin.buffer.read()).walk('VEVENT'):
                one = {}
                for name in ('SUMMARY', 'DESCRIPTION'):
                    if name in event: one[name] = str(event[name])
                for name in ('DTSTART', 'DTEND'):
                    if name in event: one[name] = event[name].dt.isoformat()
                if 'CATEGORIES' in event: one['CATEGORIES'] = [str(c) for c in event['CATEGORIES'].cats]
                assert not event.errors, event.errors
                events.append(one)
            print(json.dumps(events))
            """;
        using var python = Process.Start(
            new ProcessStartInfo("/usr/bin/python3", ["-c", Reader])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        await python.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(text));
        python.StandardInput.Close();
        var errors = python.StandardError.ReadToEndAsync();
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, $"Needs Debian's python3-icalendar. {await errors}");
        return [.. JsonSerializer.Deserialize<JsonArray>(output)!.Select(one => one!)];
    }
}
