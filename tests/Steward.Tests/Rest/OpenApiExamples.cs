using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steward.Tests.Rest;

/// <summary>
/// Puts what the samples send, and what is answered, into the document. Each sample runs twice: what differs is neither of them, and is
/// shown by a value that is always the same, so that the document changes only when the operations do.
/// </summary>
internal static class OpenApiExamples
{
    private const string Time = "2026-11-20T09:00:00Z";
    private const string Date = "2026-11-20";

    public static async Task AddTo(JsonObject document, Catalogue catalogue, TestSteward steward)
    {
        foreach (var (_, methods) in document["paths"]!.AsObject())
        foreach (var (_, described) in methods!.AsObject())
        {
            var operation = catalogue.Find(described!["operationId"]!.GetValue<string>());
            if (operation is not null && Samples.All.TryGetValue(operation.Type, out var sample))
                Add(described, operation, await Run(operation, sample, steward), await Run(operation, sample, steward));
        }
    }

    private static void Add(JsonNode described, OperationInfo operation, Pair first, Pair second)
    {
        var ids = new Dictionary<string, string>();
        var input = Common(first.Input, second.Input, ids)!.AsObject();
        foreach (var parameter in described["parameters"]!.AsArray())
            if (
                parameter!["name"]?.GetValue<string>() is { } name
                && input.Remove(name, out var value)
                && value is not null
            )
                parameter["example"] = value;
        if (described["requestBody"]?["content"]?["application/json"] is { } body)
            body["example"] = WithoutNulls(input, operation);
        var status = described["responses"]!["201"] is null ? "200" : "201";
        if (
            Common(first.Result, second.Result, ids) is { } result
            && described["responses"]![status]?["content"]?["application/json"] is { } answer
        )
            answer["example"] = result;
    }

    private static async Task<Pair> Run(OperationInfo operation, ISample sample, TestSteward steward)
    {
        var world = await World.New(steward);
        var input = await sample.Make(world);
        var sent = JsonSerializer.SerializeToNode(input, operation.Type, Wire.Json)!;
        if (operation.HasSecretResult || operation.IsAnonymous || operation.ResultType == typeof(Nothing))
            return new(sent, null);
        var outcome = await sample.Caller(world).Call(input);
        return new(sent, JsonSerializer.SerializeToNode(outcome.Result, operation.ResultType, Wire.Json));
    }

    private static JsonObject WithoutNulls(JsonObject input, OperationInfo operation)
    {
        foreach (var absent in operation.Inputs.Where(i => !i.IsRequired && input[i.Name] is null).ToList())
            input.Remove(absent.Name);
        return input;
    }

    private static JsonNode? Common(JsonNode? first, JsonNode? second, Dictionary<string, string> ids) =>
        (first, second) switch
        {
            (JsonObject a, JsonObject b) => new JsonObject(
                a.Select(property => KeyValuePair.Create(property.Key, Common(property.Value, b[property.Key], ids)))
            ),
            (JsonArray a, JsonArray b) => new JsonArray([.. a.Zip(b, (x, y) => Common(x, y, ids))]),
            (JsonValue a, JsonValue b) when a.GetValueKind() is JsonValueKind.String => Text(
                a.GetValue<string>(),
                b.ToString(),
                ids
            ),
            (null, _) or (_, null) => null,
            _ => first.DeepClone(),
        };

    private static string Text(string first, string second, Dictionary<string, string> ids)
    {
        if (Guid.TryParse(first, out _))
        {
            ids.TryAdd(first, $"019aa0f0-7c00-7000-8000-{ids.Count + 1:x12}");
            return ids[first];
        }
        if (DateOnly.TryParseExact(first, "yyyy-MM-dd", out _))
            return Date;
        if (first.Contains('T') && DateTimeOffset.TryParse(first, CultureInfo.InvariantCulture, out _))
            return Time;
        return first == second ? first : "...";
    }

    private sealed record Pair(JsonNode Input, JsonNode? Result);
}
