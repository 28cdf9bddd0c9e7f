using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Steward.Assistant;

/// <summary>One answer as its chunks come in: text goes on at once, tool calls are put together until the end.</summary>
internal sealed class OpenAIAnswer(ModelLimits limits)
{
    private readonly List<PartialCall> calls = [];
    private int argumentBytes;
    private string? model;
    private ChatFinishReason? finish;
    private UsageDetails? usage;
    private bool ended;

    /// <summary>The server has said that this was all.</summary>
    public void End() => ended = true;

    /// <summary>What of a chunk, or of a whole answer, can be shown now; often nothing.</summary>
    public ChatResponseUpdate Read(JsonElement chunk)
    {
        if (chunk.ValueKind is not JsonValueKind.Object)
            throw ModelFault.BadAnswer("answered what cannot be understood");
        if (Part(chunk, "error") is { ValueKind: JsonValueKind.Object or JsonValueKind.String })
            throw new ModelFault(ModelFaults.Unavailable, "broke off with an error", true);
        model ??= Text(chunk, "model");
        if (Part(chunk, "usage") is { ValueKind: JsonValueKind.Object } told)
            usage = Usage(told);
        // Usage comes with empty choices, and some servers send a first chunk with none.
        if (Part(chunk, "choices") is not { } choices || choices.ValueKind is JsonValueKind.Null)
            return Nothing();
        if (choices.ValueKind is not JsonValueKind.Array)
            throw ModelFault.BadAnswer("answered what cannot be understood");
        if (choices.GetArrayLength() == 0 || choices[0] is not { ValueKind: JsonValueKind.Object } choice)
            return Nothing();
        if (Text(choice, "finish_reason") is { Length: > 0 } reason)
            finish = Finish(reason);
        var said = Part(choice, "delta") ?? Part(choice, "message");
        if (said is not { ValueKind: JsonValueKind.Object } delta)
            return Nothing();
        if (Part(delta, "tool_calls") is { ValueKind: JsonValueKind.Array } parts)
            foreach (var part in parts.EnumerateArray().Where(part => part.ValueKind is JsonValueKind.Object))
                Take(part);
        var text = Content(delta);
        return text.Length == 0 ? Nothing() : new(ChatRole.Assistant, text) { ModelId = model };
    }

    /// <summary>When the stream is at its end: the calls, and how it ended.</summary>
    public IEnumerable<ChatResponseUpdate> Rest()
    {
        if (!ended && finish is null)
            throw new ModelFault(ModelFaults.Unavailable, "broke off in the middle of its answer", true);
        var ids = new HashSet<string>();
        foreach (var call in calls)
            yield return new(ChatRole.Assistant, [call.Whole(ids)]) { ModelId = model };
        yield return new(ChatRole.Assistant, usage is null ? [] : [new UsageContent(usage)])
        {
            ModelId = model,
            FinishReason = calls.Count > 0 ? ChatFinishReason.ToolCalls : finish ?? ChatFinishReason.Stop,
        };
    }

    private ChatResponseUpdate Nothing() => new() { ModelId = model };

    /// <summary>
    /// A part belongs to the call with its place; but some servers give every call the place 0, or none, and tell calls apart by their ids,
    /// or only by sending each of them whole.
    /// </summary>
    private void Take(JsonElement part)
    {
        var (id, place) = (Text(part, "id"), Number(part, "index"));
        var function = Part(part, "function") is { ValueKind: JsonValueKind.Object } told ? told : default;
        var name = Text(function, "name");
        var call = place is null
            ? id is { Length: > 0 } || name is { Length: > 0 }
                ? calls.FindLast(one => id is { Length: > 0 } && one.Id == id)
                : calls.LastOrDefault()
            : calls.FindLast(one => one.Place == place);
        if (call is null || (id is { Length: > 0 } && call.Id is not null && call.Id != id))
        {
            if (calls.Count >= limits.ToolCalls)
                throw ModelFault.BadAnswer($"wanted more than {limits.ToolCalls} tools at once");
            calls.Add(call = new PartialCall(place));
        }
        if (id is { Length: > 0 })
            call.Id = id;
        if (name is { Length: > 0 })
            call.Name ??= name;
        var arguments = Part(function, "arguments") switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString()!,
            { ValueKind: JsonValueKind.Object } whole => whole.GetRawText(),
            _ => "",
        };
        argumentBytes += Encoding.UTF8.GetByteCount(arguments);
        if (argumentBytes > limits.AnswerBytes)
            throw ModelFault.BadAnswer("answered more than is taken");
        call.Arguments.Append(arguments);
    }

    private static string Content(JsonElement delta) =>
        Part(delta, "content") switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString()!,
            { ValueKind: JsonValueKind.Array } parts => string.Concat(
                parts.EnumerateArray().Select(part => Text(part, "text"))
            ),
            _ => "",
        };

    private static UsageDetails Usage(JsonElement told) =>
        new()
        {
            InputTokenCount = Number(told, "prompt_tokens"),
            OutputTokenCount = Number(told, "completion_tokens"),
            TotalTokenCount = Number(told, "total_tokens"),
        };

    private static ChatFinishReason Finish(string reason) =>
        reason switch
        {
            "length" => ChatFinishReason.Length,
            "content_filter" => ChatFinishReason.ContentFilter,
            _ => ChatFinishReason.Stop,
        };

    private static JsonElement? Part(JsonElement from, string name) =>
        from.ValueKind is JsonValueKind.Object && from.TryGetProperty(name, out var part) ? part : null;

    private static string? Text(JsonElement from, string name) =>
        Part(from, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static long? Number(JsonElement from, string name) =>
        Part(from, name) is { ValueKind: JsonValueKind.Number } number
        && number.TryGetInt64(out var value)
        && value >= 0
            ? value
            : null;

    private sealed class PartialCall(long? place)
    {
        public long? Place => place;
        public string? Id { get; set; }
        public string? Name { get; set; }
        public StringBuilder Arguments { get; } = new();

        public FunctionCallContent Whole(HashSet<string> ids)
        {
            // Results are sent back by these ids: each call needs its own, also next to those of earlier turns.
            if (Id is not { Length: > 0 and <= 200 } id || !ids.Add(id))
                ids.Add(id = "call_" + RandomNumberGenerator.GetHexString(16, lowercase: true));
            return ToolCallArguments.Call(id, Name ?? "", Arguments.ToString());
        }
    }
}
