using System.Text.Json.Nodes;

namespace Steward.Server.Rest;

/// <summary>One operation as OpenAPI tells it.</summary>
internal sealed class OpenApiOperation(OperationInfo operation, Catalogue catalogue, JsonObject components)
{
    private readonly OperationRoute route = operation.Route!;

    /// <summary>The first word of the path: <c>tasks</c>.</summary>
    public static string Tag(OperationInfo operation) => operation.Route!.Path.Split('/')[1];

    public JsonObject Build()
    {
        var described = new JsonObject
        {
            ["operationId"] = operation.Name,
            ["summary"] = operation.Title,
            ["description"] = Description,
            ["tags"] = new JsonArray(Tag(operation)),
            ["parameters"] = Parameters(),
        };
        if (route.TakesBody() && Body() is { } body)
            described["requestBody"] = body;
        described["responses"] = Responses();
        described["security"] = operation.IsAnonymous
            ? new JsonArray()
            : new JsonArray(
                new JsonObject { ["bearer"] = operation.Scope is { } scope ? new JsonArray(scope) : new JsonArray() }
            );
        return described;
    }

    private string Description =>
        string.Join(
            "\n\n",
            new[]
            {
                operation.Description,
                operation.Scope is { } scope ? $"Needs `{scope}`." : "",
                operation.IsPerson ? "Only for a person who has signed in." : "",
                operation.NeverUndone is { } why ? $"Cannot be undone: {why}" : "",
            }.Where(part => part is not "")
        );

    private bool IsConditional => operation.IsConditional();

    private JsonArray Parameters()
    {
        var parameters = new JsonArray();
        foreach (var input in operation.Inputs)
            if (route.Names(input.Name))
                parameters.Add(Parameter(input, "path"));
            else if (!route.TakesBody())
                parameters.Add(Parameter(input, "query"));
        if (IsConditional && !route.TakesBody())
            parameters.Add(Reference("parameters", "if_version"));
        if (operation.IsCommand)
        {
            parameters.Add(Reference("parameters", "Prefer"));
            if (!operation.IsAnonymous)
                parameters.Add(Reference("parameters", "Idempotency-Key"));
        }
        if (IsConditional)
            parameters.Add(Reference("parameters", "If-Match"));
        if (!operation.IsCommand && HasVersion)
            parameters.Add(Reference("parameters", "If-None-Match"));
        parameters.Add(Reference("parameters", "Time-Zone"));
        parameters.Add(Reference("parameters", "X-Correlation-Id"));
        return parameters;
    }

    private JsonObject Parameter(InputInfo input, string place)
    {
        var schema = Schemas.Of(input, components);
        // In an address nothing is null: it is there or it is not.
        if (schema["type"] is JsonArray types)
            schema["type"] = types[0]!.DeepClone();
        if (schema["enum"] is JsonArray values && values[^1] is null)
            values.RemoveAt(values.Count - 1);
        var parameter = new JsonObject
        {
            ["name"] = input.Name,
            ["in"] = place,
            ["required"] = place is "path" || input.IsRequired,
        };
        if (schema.AsObject().Remove("description", out var about))
            parameter["description"] = about;
        parameter["schema"] = schema;
        return parameter;
    }

    private JsonObject? Body()
    {
        var inputs = operation.Inputs.Where(input => !route.Names(input.Name)).ToList();
        var schema = Schemas.Input(inputs, components);
        if (IsConditional)
            schema["properties"]!["if_version"] = OpenApiComponents.IfVersion();
        if (schema["properties"]!.AsObject().Count == 0)
            return null;
        return new()
        {
            ["required"] = inputs.Any(input => input.IsRequired),
            ["content"] = Content("application/json", schema),
        };
    }

    private JsonObject Responses()
    {
        var responses = new JsonObject();
        var result = operation.ResultType == typeof(Nothing) ? null : Schemas.Output(operation, components);
        var status =
            result is null ? "204"
            : operation.GoesOn ? "202"
            : operation.Creates() ? "201"
            : "200";
        if (operation.IsCommand)
            responses["200"] = Answer(status is "200" ? result : null, withPreview: true);
        if (status is not "200" || !operation.IsCommand)
            responses[status] = Answer(result, withPreview: false);
        if (!operation.IsCommand && HasVersion)
            responses["304"] = new JsonObject { ["description"] = "You have this version already." };
        foreach (var problem in Problems())
            responses[problem] = Reference("responses", problem);
        return responses;
    }

    private JsonObject Answer(JsonObject? result, bool withPreview)
    {
        var schema = result?.DeepClone().AsObject();
        if (withPreview)
        {
            var preview = OpenApiComponents.Preview(
                operation.ResultType == typeof(Nothing)
                    ? new JsonObject { ["type"] = "object" }
                    : Schemas.Output(operation, components),
                components
            );
            schema = schema is null ? preview : new() { ["anyOf"] = new JsonArray(schema, preview) };
        }
        var answer = new JsonObject
        {
            ["description"] =
                result is null ? (withPreview ? "What it would change." : "Done.")
                : withPreview ? "Done; or, with `Prefer: preview`, what it would change."
                : "Done.",
        };
        if (Headers(withPreview, isDone: result is not null || !withPreview) is { Count: > 0 } headers)
            answer["headers"] = headers;
        if (schema is not null)
            answer["content"] = Content("application/json", schema);
        return answer;
    }

    private JsonObject Headers(bool withPreview, bool isDone)
    {
        var headers = new JsonObject();
        if (withPreview)
            headers["Preference-Applied"] = Reference("headers", "Preference-Applied");
        if (!isDone)
            return headers;
        if (operation.IsCommand)
        {
            headers["Steward-Change-Id"] = Reference("headers", "Steward-Change-Id");
            headers["Idempotency-Replayed"] = Reference("headers", "Idempotency-Replayed");
        }
        if (HasVersion)
            headers["ETag"] = Reference("headers", "ETag");
        if (operation.Creates() && catalogue.HasItems(route))
            headers["Location"] = Reference("headers", "Location");
        return headers;
    }

    private IEnumerable<string> Problems()
    {
        yield return "401";
        if (operation.Scope is not null || operation.IsPerson)
            yield return "403";
        if (operation.Inputs.Any(input => route.Names(input.Name)) || operation.Resources is not [])
            yield return "404";
        if (operation.IsCommand)
            yield return "409";
        if (IsConditional)
            yield return "412";
        if (route.TakesBody())
        {
            yield return "413";
            yield return "415";
        }
        yield return "422";
        yield return "429";
        yield return "500";
        yield return "default";
    }

    private bool HasVersion =>
        Wire.Json.GetTypeInfo(operation.ResultType).Properties.Any(property => property.Name is "version");

    private static JsonObject Content(string type, JsonNode schema) =>
        new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };
}
