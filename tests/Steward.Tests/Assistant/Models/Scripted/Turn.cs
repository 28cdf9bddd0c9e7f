using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Steward.Tests.Assistant;

/// <summary>What the model does when it is asked once.</summary>
public sealed record Turn
{
    public int Code { get; private init; } = 200;
    public int? RetryAfter { get; private init; }
    public IEnumerable<string> Said { get; private init; } = [];
    public IReadOnlyList<(string Name, string Arguments)> ToolCalls { get; private init; } = [];
    public TurnEnd End { get; private init; }

    /// <summary>The events as they stand on the wire, instead of those that the rest would make.</summary>
    public IReadOnlyList<string>? Raw { get; private init; }
    public Task? Gate { get; private init; }
    public Task? Heard { get; private init; }
    public TimeSpan? Every { get; private init; }
    public bool WithoutUsage { get; private init; }

    internal IReadOnlyList<string> Pieces => [.. Said];

    /// <summary>Says it word by word.</summary>
    public static Turn Text(string text) => new() { Said = Words(text) };

    public static Turn Calls(params (string Name, string Arguments)[] calls) => new() { ToolCalls = calls };

    public static Turn TextAndCalls(string text, params (string Name, string Arguments)[] calls) =>
        new() { Said = Words(text), ToolCalls = calls };

    /// <param name="retryAfter">In seconds.</param>
    public static Turn Status(int code, int? retryAfter = null) => new() { Code = code, RetryAfter = retryAfter };

    /// <summary>The connection is torn after some words, or before the first.</summary>
    /// <param name="said">What is said before that.</param>
    /// <param name="heard">Tells that it was heard; without it, that is believed after 200 ms.</param>
    public static Turn ResetMidStream(string said = "Well, ", Task? heard = null) =>
        new()
        {
            Said = Words(said),
            End = TurnEnd.Reset,
            Heard = heard,
        };

    /// <summary>The answer begins, and nothing more comes.</summary>
    public static Turn Silence(string said = "") => new() { Said = Words(said), End = TurnEnd.Silence };

    /// <summary>A call whose arguments end in the middle.</summary>
    public static Turn HalfJson(string tool = "add_task") => Calls((tool, """{"title": "Pay the r"""));

    /// <summary>The stream itself ends in the middle of an event.</summary>
    public static Turn HalfEvent() =>
        new() { Raw = ["data: {\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"del"], End = TurnEnd.Cut };

    /// <summary>Events that are JSON, but not of the shape they should have.</summary>
    public static Turn WrongShape() => new() { Raw = ["data: {\"choices\":\"none\",\"usage\":[7]}\n\n"] };

    public static Turn UnknownTool() => Calls(("no_such_tool", "{}"));

    /// <summary>A call whose arguments are JSON, but not what the tool's schema says.</summary>
    public static Turn WrongTypes(string tool = "add_task") =>
        Calls((tool, """{"title":{"is":[5]},"priority":"much"}"""));

    public static Turn EmptyAnswer() => new();

    public static Turn ManyCalls(int count, string tool = "list_tasks", string arguments = "{}") =>
        Calls([.. Enumerable.Repeat((tool, arguments), count)]);

    /// <summary>So many bytes of text, sixteen thousand at a time.</summary>
    public static Turn Huge(long bytes) =>
        new() { Said = Enumerable.Repeat(new string('x', 16_384), (int)(bytes / 16_384) + 1) };

    /// <summary>One event that never ends, so many bytes of it.</summary>
    public static Turn HugeEvent(long bytes) =>
        new() { Raw = ["data: ", .. Enumerable.Repeat(new string('x', 65_536), (int)(bytes / 65_536) + 1)] };

    public static Turn Events(params string[] events) => new() { Raw = [.. events.Select(one => $"data: {one}\n\n")] };

    /// <summary>The same, but it begins only when that is done.</summary>
    public Turn After(Task gate) => this with { Gate = gate };

    /// <summary>The same with a pause before each event.</summary>
    public Turn Slowly(TimeSpan every) => this with { Every = every };

    public Turn NoUsage() => this with { WithoutUsage = true };

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        for (var start = 0; start < text.Length; )
        {
            var space = text.IndexOf(' ', start);
            var end = space < 0 ? text.Length : space + 1;
            words.Add(text[start..end]);
            start = end;
        }
        return words;
    }
}
