using System.Text.Json.Nodes;

namespace Steward.Server.Rest;

/// <summary>
/// The OpenAPI 3.1 document of the operations' routes. It is written by a test into <c>docs/openapi.json</c>, with examples that
/// the tests' samples give, built into the server and served as it stands there.
/// </summary>
internal static class OpenApiDocument
{
    public const string Path = "/openapi/v1.json";

    public static JsonObject Of(Catalogue catalogue)
    {
        var components = new JsonObject();
        var paths = new JsonObject();
        var routed = catalogue
            .All.Where(operation => operation.Route is not null && !operation.IsSystem)
            .OrderBy(operation => operation.Route!.Path, StringComparer.Ordinal);
        foreach (var operation in routed)
        {
            var path = RestApi.Root + operation.Route!.Path;
            paths.TryAdd(path, new JsonObject());
            paths[path]![operation.Route.Method.ToLowerInvariant()] = new OpenApiOperation(
                operation,
                catalogue,
                components
            ).Build();
        }
        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Steward",
                ["version"] = "1",
                ["summary"] = "Work on real things, with people and AI agents, through one guarded door.",
                ["description"] = About,
                ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["identifier"] = "Apache-2.0" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([
                .. routed
                    .Select(OpenApiOperation.Tag)
                    .Distinct()
                    .Order(StringComparer.Ordinal)
                    .Select(tag => new JsonObject { ["name"] = tag }),
            ]),
            ["paths"] = paths,
            ["components"] = OpenApiComponents.With(components),
        };
    }

    /// <summary>Serves the document that was built in.</summary>
    public static void MapOpenApi(this IEndpointRouteBuilder app)
    {
        var document = BuiltIn();
        app.MapMethods(
            Path,
            ["GET", "HEAD"],
            http =>
            {
                http.Response.ContentType = "application/json; charset=utf-8";
                http.Response.ContentLength = document.Length;
                return http.Response.Body.WriteAsync(document, http.RequestAborted).AsTask();
            }
        );
    }

    public static byte[] BuiltIn()
    {
        using var stream = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("openapi.json")!;
        var document = new byte[stream.Length];
        stream.ReadExactly(document);
        return document;
    }

    private const string About = """
        Every call passes the same guarded door: who is it, may it, is it valid, was it done before.

        * **Preview**: `Prefer: preview` on any call that changes something answers with what it would change, and changes nothing.
        * **Repeat safely**: with an `Idempotency-Key` a repeated call gives the first answer again.
        * **Conditional writes**: `If-Match` with an `ETag`, or `if_version`, refuses to change what has changed meanwhile (412).
        * **PATCH**: an absent field stays as it is, `null` clears it.
        * **Problems** are `application/problem+json` (RFC 9457) with a stable `code` and, for input, one entry of `errors` per fault.
        * Each change answers with its id in `Steward-Change-Id`; `POST /api/v1/changes/{change_id}/undo` takes it back.
        """;
}
