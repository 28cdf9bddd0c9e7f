using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Steward.Tests.Assistant;

internal static class AnthropicWire
{
    public static IEnumerable<string> Events(JsonNode request, Turn turn)
    {
        yield return Event(
            "message_start",
            new()
            {
                ["message"] = new JsonObject
                {
                    ["id"] = "msg_1",
                    ["type"] = "message",
                    ["role"] = "assistant",
                    ["model"] = request["model"]!.DeepClone(),
                    ["content"] = new JsonArray(),
                    ["stop_reason"] = null,
                    ["stop_sequence"] = null,
                    ["usage"] = new JsonObject { ["input_tokens"] = 11, ["output_tokens"] = 1 },
                },
            }
        );
        var index = 0;
        if (turn.Said.Any())
        {
            yield return Start(index, new() { ["type"] = "text", ["text"] = "" });
            foreach (var piece in turn.Said)
                yield return Delta(index, new() { ["type"] = "text_delta", ["text"] = piece });
            if (turn.End is not TurnEnd.Done)
                yield break;
            yield return Stop(index++);
        }
        foreach (var (name, arguments) in turn.ToolCalls)
        {
            yield return Start(
                index,
                new()
                {
                    ["type"] = "tool_use",
                    ["id"] = $"toolu_{index}",
                    ["name"] = name,
                    ["input"] = new JsonObject(),
                }
            );
            yield return Delta(index, new() { ["type"] = "input_json_delta", ["partial_json"] = arguments });
            yield return Stop(index++);
        }
        yield return Event(
            "message_delta",
            new()
            {
                ["delta"] = new JsonObject
                {
                    ["stop_reason"] = turn.ToolCalls.Count > 0 ? "tool_use" : "end_turn",
                    ["stop_sequence"] = null,
                },
                ["usage"] = new JsonObject { ["output_tokens"] = 7 },
            }
        );
        yield return Event("message_stop", []);
    }

    private static string Start(int index, JsonObject block) =>
        Event("content_block_start", new() { ["index"] = index, ["content_block"] = block });

    private static string Delta(int index, JsonObject delta) =>
        Event("content_block_delta", new() { ["index"] = index, ["delta"] = delta });

    private static string Stop(int index) => Event("content_block_stop", new() { ["index"] = index });

    private static string Event(string type, JsonObject data)
    {
        data.Insert(0, "type", type);
        return $"event: {type}\ndata: {data.ToJsonString()}\n\n";
    }
}
