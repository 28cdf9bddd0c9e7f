using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Steward.Tests.Assistant;

internal static class OpenAIWire
{
    public static IEnumerable<string> Events(JsonNode request, Turn turn)
    {
        if (turn.Raw is { } raw)
        {
            foreach (var text in raw)
                yield return text;
            if (turn.End is TurnEnd.Done)
                yield return "data: [DONE]\n\n";
            yield break;
        }
        yield return Chunk(new JsonObject { ["role"] = "assistant", ["content"] = "" });
        foreach (var piece in turn.Said)
            yield return Chunk(new JsonObject { ["content"] = piece });
        foreach (var call in Calls(turn, withIndex: true))
        {
            // Its beginning first, then the arguments in two pieces, as OpenAI does it.
            var function = call!["function"]!;
            var arguments = function["arguments"]!.GetValue<string>();
            function["arguments"] = "";
            yield return Chunk(new JsonObject { ["tool_calls"] = new JsonArray(call.DeepClone()) });
            foreach (var piece in new[] { arguments[..(arguments.Length / 2)], arguments[(arguments.Length / 2)..] })
                yield return Chunk(
                    new JsonObject
                    {
                        ["tool_calls"] = new JsonArray(
                            new JsonObject
                            {
                                ["index"] = call["index"]!.DeepClone(),
                                ["function"] = new JsonObject { ["arguments"] = piece },
                            }
                        ),
                    }
                );
        }
        if (turn.End is not TurnEnd.Done)
            yield break;
        yield return Chunk([], turn.ToolCalls.Count > 0 ? "tool_calls" : "stop");
        if (!turn.WithoutUsage && request["stream_options"]?["include_usage"]?.GetValue<bool>() is true)
            yield return Event(new JsonArray(), Usage(request, turn));
        yield return "data: [DONE]\n\n";

        string Chunk(JsonObject delta, string? finish = null) =>
            Event(
                new JsonArray(
                    new JsonObject
                    {
                        ["index"] = 0,
                        ["delta"] = delta,
                        ["finish_reason"] = finish,
                    }
                ),
                null
            );

        string Event(JsonArray choices, JsonNode? usage) =>
            "data: "
            + new JsonObject
            {
                ["id"] = "chatcmpl-1",
                ["object"] = "chat.completion.chunk",
                ["created"] = 1,
                ["model"] = request["model"]?.DeepClone(),
                ["choices"] = choices,
                ["usage"] = usage,
            }.ToJsonString()
            + "\n\n";
    }

    public static JsonArray Calls(Turn turn, bool withIndex)
    {
        var calls = new JsonArray();
        foreach (var (index, (name, arguments)) in turn.ToolCalls.Index())
        {
            var call = new JsonObject
            {
                ["id"] = $"call_{index}",
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
            };
            if (withIndex)
                call["index"] = index;
            calls.Add(call);
        }
        return calls;
    }

    public static JsonObject Usage(JsonNode request, Turn turn)
    {
        var (sent, said) = (
            Encoding.UTF8.GetByteCount(request.ToJsonString()) / 4,
            turn.Said.Sum(piece => (piece.Length + 3) / 4)
        );
        return new()
        {
            ["prompt_tokens"] = sent,
            ["completion_tokens"] = said,
            ["total_tokens"] = sent + said,
        };
    }
}
