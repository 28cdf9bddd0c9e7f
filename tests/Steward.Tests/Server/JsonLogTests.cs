using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Steward.Server.Ops;

namespace Steward.Tests.Server;

public sealed partial class JsonLogTests
{
    [Fact]
    public void Every_entry_has_the_named_fields_known_or_not()
    {
        var entry = Assert.Single(Logged(log => LogLine(log, 3)));

        Assert.Equal(
            ["timestamp", "level", "message", "tenant_id", "user_id", "endpoint", "correlation_id", "trace_id"],
            entry.EnumerateObject().Take(8).Select(field => field.Name)
        );
        Assert.Equal("2026-11-20T05:00:00.250Z", entry.GetProperty("timestamp").GetString());
        Assert.Equal("warning", entry.GetProperty("level").GetString());
        Assert.Equal("Left 3 behind", entry.GetProperty("message").GetString());
        Assert.Equal("left_behind", entry.GetProperty("event").GetString());
        Assert.Equal(3, entry.GetProperty("state").GetProperty("how_many").GetInt32());
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("tenant_id").ValueKind);
    }

    [Fact]
    public void The_scope_tells_where_an_entry_comes_from()
    {
        var scope = new LogScope { CorrelationId = "c-1", Endpoint = "GET /tasks" };
        using var activity = new Activity("work").Start();

        var entry = Assert.Single(
            Logged(log =>
            {
                using var opened = log.BeginScope(scope);
                using var others = log.BeginScope("of somebody else");
                scope.Tenant = new(Guid.Parse("0192f0c1-0000-7000-8000-000000000001"));
                scope.User = new(Guid.Parse("0192f0c1-0000-7000-8000-000000000002"));
                LogLine(log, 1);
            })
        );

        Assert.Equal("0192f0c1-0000-7000-8000-000000000001", entry.GetProperty("tenant_id").GetString());
        Assert.Equal("0192f0c1-0000-7000-8000-000000000002", entry.GetProperty("user_id").GetString());
        Assert.Equal("GET /tasks", entry.GetProperty("endpoint").GetString());
        Assert.Equal("c-1", entry.GetProperty("correlation_id").GetString());
        Assert.Equal(activity.TraceId.ToHexString(), entry.GetProperty("trace_id").GetString());
    }

    [Theory]
    [InlineData("line\r\nbreak\u2028 \"quoted\" \0 \u001b[31m")]
    [InlineData("half a pair \ud83d and more")]
    [InlineData("Grüße 👋")]
    public void Hostile_text_stays_one_line(string text)
    {
        var entry = Assert.Single(Logged(log => Said(log, text)));

        Assert.Contains(text[..4], entry.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_text_is_cut()
    {
        var entry = Assert.Single(Logged(log => Said(log, new string('x', 1 << 20))));

        Assert.InRange(entry.GetProperty("message").GetString()!.Length, 1000, 20_000);
    }

    [Fact]
    public void An_exception_is_told_whole()
    {
        var entry = Assert.Single(
            Logged(log => LogFailure(log, new InvalidOperationException("outer", new FormatException("inner"))))
        );

        Assert.Contains("outer", entry.GetProperty("exception").GetString(), StringComparison.Ordinal);
        Assert.Contains("inner", entry.GetProperty("exception").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key stw_abcdefghijklmnop was used")]
    [InlineData("Authorization: Bearer abcdefghijklmnop.q")]
    [InlineData("sent eyJhbGciOiJub25lIn0.eyJzdWIiOiJhYmNkZWZnaGlqa2xtbm9wIn0.abcdefghijklmnop")]
    [InlineData("Host=db;Password=abcdefghijklmnop;Database=x")]
    [InlineData("postgres://ana:abcdefghijklmnop@db/x")]
    [InlineData("{\"refresh_token\":\"abcdefghijklmnop\"}")]
    [InlineData("?token=abcdefghijklmnop&x=1")]
    public void A_secret_that_a_message_carries_along_is_removed(string text)
    {
        var entry = Assert.Single(Logged(log => Said(log, text))).GetRawText();

        Assert.DoesNotContain("abcdefghijklmnop", entry, StringComparison.Ordinal);
        Assert.Contains(Redaction.Removed, entry, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_with_a_secret_name_is_removed_from_the_fields()
    {
        var entry = Assert.Single(Logged(log => SaidSecret(log, "short")));

        Assert.Equal(Redaction.Removed, entry.GetProperty("state").GetProperty("api_key").GetString());
    }

    [Fact]
    public void Lines_of_many_threads_stay_whole_and_none_is_lost()
    {
        var entries = Logged(log => Parallel.For(0, 2000, i => LogLine(log, i)));

        Assert.Equal(
            Enumerable.Range(0, 2000),
            entries.Select(e => e.GetProperty("state").GetProperty("how_many").GetInt32()).Order()
        );
    }

    [Fact]
    public void A_reader_that_stands_still_costs_entries_not_time()
    {
        using var stuck = new StuckStream();
        using var output = new LogOutput(stuck);
        var line = new byte[1 << 20];

        for (var i = 0; i < 20; i++)
            output.Write(line);

        Assert.InRange(output.Dropped, 10, 19);
        stuck.Release();
    }

    [Fact]
    public void A_reader_that_has_gone_stops_nothing()
    {
        var closed = new MemoryStream();
        closed.Dispose();
        using var output = new LogOutput(closed);

        output.WriteLine("anybody there?");
    }

    [LoggerMessage(EventName = "LeftBehind", Level = LogLevel.Warning, Message = "Left {HowMany} behind")]
    private static partial void LogLine(ILogger logger, int howMany);

    [LoggerMessage(Level = LogLevel.Error, Message = "Said {Words}")]
    private static partial void Said(ILogger logger, string words);

    [LoggerMessage(Level = LogLevel.Error, Message = "Said something about {ApiKey} and {Other}")]
    private static partial void SaidSecret(ILogger logger, string apiKey, int other = 1);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed")]
    private static partial void LogFailure(ILogger logger, Exception exception);

    private static List<JsonElement> Logged(Action<ILogger> act)
    {
        using var stream = new MemoryStream();
        using (var output = new LogOutput(stream))
        using (var provider = new JsonLoggerProvider(output, new FixedTime()))
        using (var factory = LoggerFactory.Create(logging => logging.AddProvider(provider)))
            act(factory.CreateLogger("Test"));
        return
        [
            .. System
                .Text.Encoding.UTF8.GetString(stream.ToArray())
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 5, 0, 0, 250, TimeSpan.Zero);
    }

    private sealed class StuckStream : MemoryStream
    {
        private readonly ManualResetEventSlim released = new();

        public void Release() => released.Set();

        public override void Write(ReadOnlySpan<byte> buffer) => released.Wait();
    }
}
