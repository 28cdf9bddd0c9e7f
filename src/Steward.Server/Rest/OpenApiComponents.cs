using System.Text.Json.Nodes;

namespace Steward.Server.Rest;

/// <summary>What many operations share: headers, problems, the way to sign in.</summary>
internal static class OpenApiComponents
{
    private static readonly (string Status, string Description)[] Problems =
    [
        (
            "401",
            "Nobody is signed in, or the session, key or membership has ended. `sign_in_required`, `invalid_token`, `session_ended`, "
                + "`wrong_credentials`."
        ),
        (
            "403",
            "A permission is missing (`missing_scope` names it), or this needs a person or more rights on the row."
        ),
        ("404", "There is no such thing, or the caller may not see it. `not_found`."),
        (
            "409",
            "It cannot be done as things stand; `code` says why. `in_flight`: the same `Idempotency-Key` is being worked on."
        ),
        ("412", "It has changed since it was read. `version_mismatch`."),
        ("413", "The body is too large. `body_too_large`."),
        ("415", "The body is not JSON in UTF-8. `unsupported_media_type`."),
        ("422", "The input is not valid; `errors` names every fault. `invalid_input`, `idempotency_key_reused`."),
        ("429", "Too much at once; wait for `Retry-After`. `rate_limited`."),
        ("500", "A fault of the server; `trace_id` leads the operator to it. `internal_error`."),
        ("default", "Any other refusal; `code` says why."),
    ];

    public static JsonObject With(JsonObject schemas)
    {
        schemas["Problem"] = Problem();
        var sorted = new JsonObject(
            schemas
                .OrderBy(schema => schema.Key, StringComparer.Ordinal)
                .Select(schema => KeyValuePair.Create(schema.Key, schema.Value?.DeepClone()))
        );
        return new()
        {
            ["schemas"] = sorted,
            ["parameters"] = Parameters(),
            ["headers"] = Headers(),
            ["responses"] = new JsonObject(
                Problems.Select(problem =>
                    KeyValuePair.Create(problem.Status, (JsonNode?)Response(problem.Status, problem.Description))
                )
            ),
            ["securitySchemes"] = new JsonObject
            {
                ["bearer"] = new JsonObject
                {
                    ["type"] = "http",
                    ["scheme"] = "bearer",
                    ["description"] = "An access token from sign_in, or an API key (`stw_...`).",
                },
            },
        };
    }

    public static JsonObject IfVersion() =>
        new()
        {
            ["type"] = "integer",
            ["minimum"] = 1,
            ["description"] = "Only if the row still has this version; else 412. The same as If-Match.",
        };

    public static JsonObject Preview(JsonObject result, JsonObject components) =>
        Object(
            ("preview", new() { ["type"] = "boolean", ["const"] = true }),
            ("result", result),
            ("changes", Schemas.Of(typeof(IReadOnlyList<RowChange>), components))
        );

    private static JsonObject Parameters() =>
        new()
        {
            ["Prefer"] = Header("Prefer", "`preview`: show what would change, and change nothing.", Text("preview")),
            ["Idempotency-Key"] = Header(
                "Idempotency-Key",
                "Makes the call safe to repeat: the same key and input give the first answer again, for 30 days.",
                new()
                {
                    ["type"] = "string",
                    ["minLength"] = 1,
                    ["maxLength"] = 200,
                    ["pattern"] = "^[!-~]+$",
                }
            ),
            ["If-Match"] = Header("If-Match", "The ETag that was read: change only that version.", Text("\"7\"")),
            ["If-None-Match"] = Header(
                "If-None-Match",
                "The ETag that was read: answer 304 if it still holds.",
                Text("\"7\"")
            ),
            ["Time-Zone"] = Header(
                "Time-Zone",
                "The IANA time zone that dates and times without one are meant in, and that decides what today is.",
                Text("Europe/Berlin")
            ),
            ["X-Correlation-Id"] = Header("X-Correlation-Id", "Comes back, and stands in the logs.", Text("a-1")),
            ["if_version"] = new JsonObject
            {
                ["name"] = "if_version",
                ["in"] = "query",
                ["required"] = false,
                ["description"] = "Only if the row still has this version; else 412.",
                ["schema"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1 },
            },
        };

    private static JsonObject Headers() =>
        new()
        {
            ["ETag"] = Described("The version, for If-Match and If-None-Match.", Text("\"7\"")),
            ["Location"] = Described(
                "Where the new thing is read.",
                new() { ["type"] = "string", ["format"] = "uri-reference" }
            ),
            ["Steward-Change-Id"] = Described(
                "The id of the change in the journal; absent if nothing changed.",
                new() { ["type"] = "string", ["format"] = "uuid" }
            ),
            ["Idempotency-Replayed"] = Described("`true`: this is the first answer again.", Text("true")),
            ["Preference-Applied"] = Described("`preview`: nothing was changed.", Text("preview")),
            ["Retry-After"] = Described("Seconds to wait.", new() { ["type"] = "integer" }),
        };

    private static JsonObject Problem()
    {
        var error = Object(
            ("pointer", Told("string", "Where: an RFC 6901 pointer into the input. Empty: the input as a whole.")),
            ("code", Told("string", "Stable.")),
            ("message", Told("string", "For people and models."))
        );
        return new()
        {
            ["type"] = "object",
            ["description"] = "What went wrong, and what to do next. RFC 9457.",
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject { ["type"] = "string", ["format"] = "uri" },
                ["title"] = Told("string", "The status in words."),
                ["status"] = Told("integer", "The status of the answer."),
                ["detail"] = Told("string", "For people and models: what to do next."),
                ["code"] = Told("string", "Stable: decide by it."),
                ["params"] = Told("object", "The variable parts of the detail, for other languages."),
                ["trace_id"] = Told("string", "Leads the operator to the log."),
                ["errors"] = new JsonObject { ["type"] = "array", ["items"] = error },
            },
            ["required"] = new JsonArray("type", "title", "status", "detail", "code"),
        };
    }

    private static JsonObject Response(string status, string description)
    {
        var response = new JsonObject { ["description"] = description };
        if (status is "429" or "409")
            response["headers"] = new JsonObject
            {
                ["Retry-After"] = new JsonObject { ["$ref"] = "#/components/headers/Retry-After" },
            };
        response["content"] = new JsonObject
        {
            ["application/problem+json"] = new JsonObject
            {
                ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" },
            },
        };
        return response;
    }

    private static JsonObject Header(string name, string description, JsonObject schema) =>
        new()
        {
            ["name"] = name,
            ["in"] = "header",
            ["required"] = false,
            ["description"] = description,
            ["schema"] = schema,
        };

    private static JsonObject Described(string description, JsonObject schema) =>
        new() { ["description"] = description, ["schema"] = schema };

    private static JsonObject Text(string example) =>
        new() { ["type"] = "string", ["examples"] = new JsonArray(example) };

    private static JsonObject Told(string type, string description) =>
        new() { ["type"] = type, ["description"] = description };

    private static JsonObject Object(params (string Name, JsonObject Schema)[] properties) =>
        new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Schema))),
            ["required"] = new JsonArray([.. properties.Select(p => (JsonNode)p.Name)]),
        };
}
