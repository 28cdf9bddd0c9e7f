using System.Text.Json.Nodes;
using Steward.Tests.Rest;

namespace Steward.Tests.EveryOperation;

/// <summary>An input as a REST client sends it: by the route's placeholders, then in the query or in the body.</summary>
internal static class RestCall
{
    public static async Task<HttpResponseMessage> Send(RestHost host, Staged staged, JsonObject json)
    {
        using var client =
            staged.Caller.Caller.Kind is CallerKind.Anonymous ? host.Anonymous() : host.As(staged.Caller);
        var (method, path) = (staged.Operation.Route!.Method, "/api/v1" + staged.Operation.Route.Path);
        var left = json.DeepClone().AsObject();
        foreach (var (name, value) in json)
            if (path.Contains($"{{{name}}}", StringComparison.Ordinal))
            {
                path = path.Replace($"{{{name}}}", Text(value));
                left.Remove(name);
            }
        if (method is not ("GET" or "DELETE"))
            return await client.Send(method, path, left.ToJsonString());
        var query = left.SelectMany(pair => Each(pair.Value).Select(value => $"{pair.Key}={Text(value)}"));
        return await client.Send(method, $"{path}?{string.Join('&', query)}");
    }

    /// <summary>The whole answer, but for what differs in each.</summary>
    public static async Task<string> Of(RestHost host, Staged staged, JsonObject json)
    {
        using var response = await Send(host, staged, json);
        return $"{(int)response.StatusCode} {response.Content.Headers.ContentType} "
            + await response.Content.ReadAsStringAsync(RestClient.Ct);
    }

    private static JsonNode?[] Each(JsonNode? value) => value is JsonArray items ? [.. items] : [value];

    private static string Text(JsonNode? value) => Uri.EscapeDataString($"{value}");
}
