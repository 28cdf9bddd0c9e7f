using System.Text.Json.Nodes;
using Steward.Tasks;
using Steward.Tests.EveryOperation;

namespace Steward.Tests.Tasks.Import;

/// <summary>What repeats, in files that nobody of good will has written.</summary>
public sealed class SeriesLineTests(TestSteward steward)
{
    public static TheoryData<string, string, string> Wrong { get; } =
        new()
        {
            { "id", "\"0192f0c1-2d3e-4a4b-8c5d-6e7f80910a1b\"", "version 7" },
            { "rule", "\"\"", "is not a part of a rule" },
            { "rule", "\"every day\"", "is not a part of a rule" },
            { "rule", "\"FREQ=SECONDLY\"", "FREQ" },
            { "rule", "\"FREQ=DAILY;COUNT=100000\"", "COUNT" },
            { "rule", "\"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\"", "never happens" },
            { "rule", "\"FREQ=DAILY;BYSETPOS=2;BYMONTH=2\"", "never happens" },
            { "rule", $"\"FREQ=DAILY;BYMONTHDAY={string.Join(',', Enumerable.Repeat(1, 300))}\"", "500 characters" },
            { "start_zone", "\"Europe/Berlin\"", "IANA" },
            { "start_time", "\"09:00:00\"", "IANA" },
            { "start_repetition", "0", "repetition" },
            { "start_repetition", "2147483647", "repetition" },
            { "title", "\" \"", "no title" },
            { "title", $"\"{new string('x', 501)}\"", "longer than 500" },
            { "title", "\"a\\u0000b\"", "NUL" },
            { "notes", $"\"{new string('x', 20_001)}\"", "longer than 20000" },
            { "priority", "0", "priority" },
            { "estimate_minutes", "-1", "estimate" },
            { "estimate_minutes", "2147483647", "estimate" },
            { "days_to_start", "-2147483648", "too far apart" },
            { "days_to_deadline", "100001", "too far apart" },
            { "label_ids", $"[{string.Join(',', Enumerable.Repeat($"\"{Guid.Empty}\"", 51))}]", "more than 50" },
            { "assignee_ids", $"[{string.Join(',', Enumerable.Repeat($"\"{Guid.Empty}\"", 51))}]", "more than 50" },
        };

    /// <summary>What does not even read: it spoils the file.</summary>
    public static TheoryData<string, string> Unreadable { get; } =
        new()
        {
            { "rule", "null" },
            { "rule", "7" },
            { "title", "null" },
            { "start_date", "\"10000-01-01\"" },
            { "start_date", "\"2026-02-30\"" },
            { "start_time", "\"25:00\"" },
            { "start_repetition", "2147483648" },
            { "days_to_start", "1e99" },
            { "ended_at", "\"2026-01-01\"" },
            { "from_completion", "\"yes\"" },
            { "label_ids", "null" },
            { "label_ids", "[null]" },
            { "tenant_id", $"\"{Guid.Empty}\"" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_series_is_named_and_left_out_on_request(string field, string value, string told)
    {
        var ana = await steward.NewOwner();
        var file = File();
        file["series"]![0]![field] = JsonNode.Parse(value);

        var refusal = await ana.Refused(new ImportTasks(file.ToJsonString()));
        Assert.Equal("invalid_file", refusal.Code);
        Assert.StartsWith("Series 1:", refusal.Errors[0].Message);
        Assert.Contains(told, refusal.Errors[0].Message);

        await ana.Run(new ImportTasks(file.ToJsonString(), SkipInvalid: true));
        var task = Assert.Single((await ana.Run(new ListTasks())).Items);
        Assert.Equal(("Bake", null, null), (task.Title, task.SeriesId, task.Recurrence));
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_does_not_read_spoils_the_file(string field, string value)
    {
        var ana = await steward.NewOwner();
        var file = File();
        file["series"]![0]![field] = JsonNode.Parse(value);

        Assert.Contains(
            "cannot be read",
            (await ana.Refused(new ImportTasks(file.ToJsonString(), SkipInvalid: true))).Message
        );
        Assert.Empty((await ana.Run(new ListTasks())).Items);
    }

    [Theory]
    [InlineData("series_id", "\"0192f0c1-2d3e-7a4b-8c5d-6e7f80910a1b\"")]
    [InlineData("series_id", null)]
    [InlineData("occurrence", null)]
    [InlineData("repetition", null)]
    [InlineData("due", null)]
    public async Task A_task_that_tells_only_half_of_it_does_not_repeat(string field, string? value)
    {
        var ana = await steward.NewOwner();
        var file = File();
        file["tasks"]![0]![field] = value is null ? null : JsonNode.Parse(value);

        Assert.Equal(1, (await ana.Run(new ImportTasks(file.ToJsonString()))).Tasks);

        var task = Assert.Single((await ana.Run(new ListTasks())).Items);
        Assert.Equal((null, null), (task.SeriesId, task.Occurrence));
        await ana.Run(new CompleteTask(task.Id));
        Assert.Single((await ana.Run(new ListTasks())).Items);
        Assert.Empty(await steward.QueryAsOwner("SELECT id FROM tasks.series WHERE tenant_id = $1", ana.Tenant.Value));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1000000001")]
    [InlineData("2147483647")]
    public async Task A_repetition_that_cannot_be_counted_on_is_refused(string repetition)
    {
        var ana = await steward.NewOwner();
        var file = File();
        file["tasks"]![0]!["repetition"] = JsonNode.Parse(repetition);

        Assert.Contains("Task 1: Its repetition", (await ana.Refused(new ImportTasks(file.ToJsonString()))).Message);
    }

    [Fact]
    public async Task What_lies_at_the_ends_of_everything_goes_on()
    {
        var ana = await steward.NewOwner();
        foreach (var (day, rule) in new[] { ("0001-01-01", "FREQ=DAILY;COUNT=99999"), ("9999-12-31", "FREQ=DAILY") })
        foreach (var isFromCompletion in new[] { false, true })
        {
            var file = File();
            var (series, task) = (file["series"]![0]!, file["tasks"]![0]!);
            (series["rule"], series["from_completion"], series["start_date"]) = (rule, isFromCompletion, day);
            (series["days_to_start"], series["days_to_deadline"]) = (-100_000, 100_000);
            (series["start_repetition"], task["repetition"]) = (1_000_000_000, 1_000_000_000);
            (task["occurrence"], task["due"]!["date"]) = (day, day);
            await ana.Run(new ImportTasks(file.ToJsonString()));
            var id = Guid.Parse((string)task["id"]!);

            await ana.Run(new ListOccurrences(id));
            await ana.Run(new GetCalendar());
            await ana.Run(new CompleteTask(id));
            await ana.Run(new ReopenTask(id));
        }
    }

    [Fact]
    public async Task A_series_that_stands_goes_on_with_its_own_tasks()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var secret = await ben.Run(new AddProject("Secret", MemberIds: [ben.Id]));
        var hidden = await ben.Run(new AddTask("Hush", ProjectId: secret.Id, Recurrence: "FREQ=WEEKLY"));
        var before = await Tables.Everything(steward, ana.Tenant);
        var file = File();
        file["series"]![0]!["id"] = $"{hidden.SeriesId}";
        (file["tasks"]![0]!["series_id"], file["tasks"]![0]!["repetition"]) = ($"{hidden.SeriesId}", 7);

        await ana.Run(new ImportTasks(file.ToJsonString()));

        var task = Assert.Single((await ana.Run(new ListTasks())).Items);
        Assert.Equal((null, null), (task.SeriesId, task.Recurrence));
        var series = before.Single(line => line.StartsWith("tasks.series ", StringComparison.Ordinal));
        Assert.Contains(series, await Tables.Everything(steward, ana.Tenant));
    }

    [Fact]
    public async Task Another_tenants_series_and_members_are_nobody_here()
    {
        var ana = await steward.NewOwner();
        var bob = await steward.NewOwner("Bob");
        var label = await bob.Run(new AddLabel("hers"));
        var task = await bob.Run(new AddTask("Hers", Due: new(new(2026, 12, 1)), Recurrence: "FREQ=WEEKLY"));
        var before = await Tables.Everything(steward, bob.Tenant);
        var file = File();
        var series = file["series"]![0]!;
        (series["id"], file["tasks"]![0]!["series_id"]) = ($"{task.SeriesId}", $"{task.SeriesId}");
        series["label_ids"] = new JsonArray($"{label.Id}");
        series["assignee_ids"] = new JsonArray($"{bob.Id}", $"{ana.Id}", $"{ana.Id}");

        await ana.Run(new ImportTasks(file.ToJsonString()));

        Assert.Equal(before, await Tables.Everything(steward, bob.Tenant));
        await ana.Run(new CompleteTask((await ana.Run(new ListTasks())).Items.Single().Id));
        var next = (await ana.Run(new ListTasks([Status.Todo]))).Items.Single();
        Assert.Equal("FREQ=DAILY", next.Recurrence);
        Assert.Empty(next.LabelIds);
    }

    [Fact]
    public async Task Of_two_tasks_of_one_repetition_the_second_is_wrong_and_does_not_lead_the_series_away()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var file = File();
        var other = file["tasks"]![0]!.DeepClone();
        other["id"] = $"{TestSteward.NewId()}";
        other["project_id"] = $"{home.Id}";
        file["tasks"]!.AsArray().Add(other);

        Assert.Contains("same repetition", (await ana.Refused(new ImportTasks(file.ToJsonString()))).Message);
        var view = await ana.Run(new ImportTasks(file.ToJsonString(), SkipInvalid: true));

        Assert.Equal((1, 1), (view.Tasks, view.Skipped));
        var task = Assert.Single((await ana.Run(new ListTasks())).Items);
        Assert.Equal((null, "FREQ=DAILY"), (task.ProjectId, task.Recurrence));
    }

    [Fact]
    public async Task A_series_is_given_once_and_not_without_tasks()
    {
        var ana = await steward.NewOwner();
        var twice = File();
        twice["series"]!.AsArray().Add(twice["series"]![0]!.DeepClone());
        Assert.Contains("same id", (await ana.Refused(new ImportTasks(twice.ToJsonString()))).Message);
        var alone = File();
        alone["tasks"] = new JsonArray();

        Assert.Null((await ana.Call(new ImportTasks(alone.ToJsonString()))).ChangeId);
    }

    [Fact]
    public async Task However_many_rules_a_file_holds_only_some_of_them_are_read()
    {
        var ana = await steward.NewOwner();
        // Each rule is another, and nothing but a walk through 400 years tells that it never happens.
        var file = File();
        var first = file["series"]![0]!;
        var all = file["series"]!.AsArray();
        for (var i = 1; i <= 20_000; i++)
        {
            var one = first.DeepClone();
            (one["id"], one["rule"]) = ($"{TestSteward.NewId()}", $"FREQ=DAILY;INTERVAL={i};BYMONTH=2;BYSETPOS=2");
            all.Add(one);
        }

        var view = await ana.Run(new InspectImport(file.ToJsonString()));

        Assert.Equal(101, view.FaultCount);
    }

    [Fact]
    public async Task There_are_no_more_series_than_tasks_in_a_file()
    {
        var ana = await steward.NewOwner();
        var file = File();
        var line = file["series"]![0]!.ToJsonString();
        var content = file.ToJsonString()
            .Replace(line, string.Join(',', Enumerable.Repeat(line, 50_001)), StringComparison.Ordinal);

        Assert.Contains("more than 50000", (await ana.Refused(new ImportTasks(content, SkipInvalid: true))).Message);
    }

    /// <summary>One task that repeats each day.</summary>
    private static JsonObject File()
    {
        var (series, task) = (TestSteward.NewId(), TestSteward.NewId());
        return JsonNode
            .Parse(
                $$"""
                {
                  "format": "steward_tasks",
                  "series": [{"id": "{{series}}", "rule": "FREQ=DAILY", "start_date": "2026-12-01", "title": "Bake"}],
                  "tasks": [{"id": "{{task}}", "title": "Bake", "due": {"date": "2026-12-01"}, "series_id": "{{series}}",
                    "occurrence": "2026-12-01", "repetition": 1}]
                }
                """
            )!
            .AsObject();
    }
}
