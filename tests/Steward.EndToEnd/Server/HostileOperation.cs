using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Steward.EndToEnd.Server;

/// <summary>An operation of the OpenAPI document, and how it is asked: by its example, but for what is made hostile.</summary>
internal sealed partial class HostileOperation
{
    private const string Place = "\ue000";
    private const int LongestInAddress = 5_000;

    private readonly string path;
    private readonly List<(string Name, JsonNode? Usual)> query = [];
    private readonly JsonObject? body;
    private readonly bool isAnonymous;

    private HostileOperation(JsonObject document, string path, string method, JsonObject described)
    {
        this.path = path;
        Method = method.ToUpperInvariant();
        Id = described["operationId"]!.GetValue<string>();
        isAnonymous = described["security"] is not JsonArray { Count: > 0 };
        body = described["requestBody"]?["content"]?["application/json"]?["example"] as JsonObject;
        foreach (var parameter in described["parameters"]!.AsArray().Select(given => Resolved(document, given!)))
            if (parameter["in"]!.GetValue<string>() is "query")
                query.Add(
                    (
                        parameter["name"]!.GetValue<string>(),
                        parameter["example"] ?? parameter["schema"]!["items"]?["enum"]?[0]
                    )
                );
    }

    public string Id { get; }
    public string Method { get; }

    public static HostileOperation[] Of(JsonObject document) =>
        [
            .. from path in document["paths"]!.AsObject()
            from method in path.Value!.AsObject()
            select new HostileOperation(document, path.Key, method.Key, method.Value!.AsObject()),
        ];

    public HostileRequest Make(Random random, HostileWorld world)
    {
        var caller = world.Caller(Id, random);
        var target = PathParameter()
            .Replace(path, name => Uri.EscapeDataString(world.Text(Id, name.Value[1..^1], caller, random) ?? "1"));
        var asked = query
            .Select(parameter => (parameter.Name, Value: Known(parameter.Name, parameter.Usual)?.ToString()))
            .Where(parameter => parameter.Value is not null && random.Next(3) == 0)
            .Select(parameter => (parameter.Name, Value: parameter.Value!))
            .ToList();
        var request = new HostileRequest(this, caller) { Target = target };
        request.Headers.Add(("X-Forwarded-For", $"10.{random.Next(256)}.{random.Next(256)}.{random.Next(256)}"));
        if (!isAnonymous)
            request.Headers.Add(("Authorization", "Bearer " + caller.AccessToken));
        if (random.Next(4) == 0)
            request.Headers.Add(("Idempotency-Key", $"{random.NextInt64():x}"));
        if (random.Next(8) == 0)
            request.Headers.Add(("Prefer", "preview"));
        var sent = (JsonObject?)Filled("", body);
        if (random.Next(7) == 0)
            request.IsValid = true;
        else
            for (var times = random.Next(4) == 0 ? random.Next(2, 4) : 1; times > 0; times--)
                MakeHostile(random, world, request, asked, ref sent);
        request.Body ??= sent is null ? null : HostileValues.Bytes(sent.ToJsonString());
        request.Target += Query(random, asked);
        return request;

        JsonNode? Known(string name, JsonNode? usual) =>
            world.Text(Id, name, caller, random) is { } known ? JsonValue.Create(known) : usual;

        JsonNode? Filled(string name, JsonNode? usual) =>
            usual switch
            {
                JsonObject members => new JsonObject(
                    members.Select(member => KeyValuePair.Create(member.Key, Filled(member.Key, member.Value)))
                ),
                JsonArray items => new JsonArray([.. items.Select(item => Filled(name.TrimEnd('s'), item))]),
                _ => Known(name, usual)?.DeepClone(),
            };
    }

    private void MakeHostile(
        Random random,
        HostileWorld world,
        HostileRequest request,
        List<(string Name, string Value)> asked,
        ref JsonObject? sent
    )
    {
        switch (random.Next(20))
        {
            case < 9 when sent is not null:
                request.Body = Mutated(random, world, sent);
                break;
            case < 10:
                request.Body = HostileValues.Body(random);
                break;
            case < 14 when query.Count > 0:
                var (name, usual) = query[random.Next(query.Count)];
                asked.Add((name, HostileValues.Text(random, name, usual?.ToString() ?? "")));
                break;
            case < 14 when path.Contains('{', StringComparison.Ordinal):
                var other = random.Next(3) == 0 ? world.Foreign(random) : HostileValues.Text(random, "id", "");
                var parts = request.Target.Split('/');
                parts[Array.FindIndex(path.Split('/'), part => part.StartsWith('{'))] = Escaped(random, other);
                request.Target = string.Join('/', parts);
                break;
            case < 15:
                var oddity = HostileValues.Target(random);
                request.Target =
                    oddity[0] is '/' && random.Next(2) == 0 ? oddity + request.Target : request.Target + oddity;
                break;
            case < 17:
                request.Headers.RemoveAll(header => header.Name is "Authorization");
                if (random.Next(5) > 0)
                    request.Headers.Add(("Authorization", world.Authorization(Id, random)));
                break;
            default:
                var added = HostileValues.Header(random);
                if (random.Next(6) > 0)
                    request.Headers.RemoveAll(header => header.Name == added.Name);
                request.Headers.Add(added);
                break;
        }
    }

    /// <summary>The body with one place of it made hostile: a value, a name, one too many or one too few.</summary>
    private static string Mutated(Random random, HostileWorld world, JsonObject sent)
    {
        var mutated = sent.DeepClone().AsObject();
        var places = Objects(mutated).SelectMany(parent => parent.Select(member => (parent, member.Key))).ToList();
        if (places.Count == 0)
            return $"{{{HostileValues.Quoted(random, "note")}:{HostileValues.Value(random, "note", "")}}}";
        var (parent, name) = places[random.Next(places.Count)];
        var usual = parent[name];
        var text = usual is JsonValue ? usual.ToString() : "";
        var hostile =
            Guid.TryParse(text, out _) && random.Next(3) == 0
                ? HostileValues.Quoted(random, world.Foreign(random))
                : HostileValues.Value(random, name, text);
        switch (random.Next(10))
        {
            case 0:
                parent.Remove(name);
                break;
            case 1:
                hostile = HostileValues.Quoted(random, HostileValues.Text(random, "", name)) + ":1";
                parent.Add(Place, null);
                return Json().Replace($"\"{Place}\":null", hostile, StringComparison.Ordinal);
            case 2:
                parent.Add(Place, null);
                return Json()
                    .Replace(
                        $"\"{Place}\":null",
                        $"{HostileValues.Quoted(random, name)}:{hostile}",
                        StringComparison.Ordinal
                    );
            case 3 when usual is JsonArray items:
                for (var times = random.Next(300); times > 0; times--)
                    items.Add(Place);
                break;
            case 4 when usual is JsonArray { Count: > 0 } items:
                items[random.Next(items.Count)] = Place;
                break;
            default:
                parent[name] = Place;
                break;
        }
        return Json().Replace($"\"{Place}\"", hostile, StringComparison.Ordinal);

        string Json() =>
            HostileValues.Bytes(mutated.ToJsonString()).Replace("\\uE000", Place, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        node switch
        {
            JsonObject parent => parent.SelectMany(member => Objects(member.Value)).Prepend(parent),
            JsonArray items => items.SelectMany(Objects),
            _ => [],
        };

    private static string Query(Random random, List<(string Name, string Value)> asked) =>
        asked.Count == 0 ? "" : "?" + string.Join('&', asked.Select(one => $"{one.Name}={Escaped(random, one.Value)}"));

    /// <summary>Percent-encoded as it should be, or only where it cannot be left as it is.</summary>
    private static string Escaped(Random random, string text) =>
        text.Length > LongestInAddress ? Escaped(random, text[..LongestInAddress])
        : random.Next(5) > 0 ? Uri.EscapeDataString(text)
        : string.Concat(HostileValues.Bytes(text).Select(c => c is > ' ' and <= '~' ? c.ToString() : $"%{(int)c:x2}"));

    private static JsonNode Resolved(JsonObject document, JsonNode parameter) =>
        parameter["$ref"]?.GetValue<string>() is { } reference
            ? document["components"]!["parameters"]![reference.Split('/')[^1]]!
            : parameter;

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex PathParameter();
}
