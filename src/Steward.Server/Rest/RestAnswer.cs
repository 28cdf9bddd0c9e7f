using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Steward.Identity;

namespace Steward.Server.Rest;

/// <summary>Writes what an operation came to. What the result's type tells is found out once.</summary>
internal sealed class RestAnswer
{
    public const string ChangeIdHeader = "Steward-Change-Id";
    public const string ReplayedHeader = "Idempotency-Replayed";

    private readonly JsonTypeInfo type;
    private readonly JsonTypeInfo rows = Wire.Json.GetTypeInfo(typeof(IReadOnlyList<RowChange>));
    private readonly bool isNothing;
    private readonly bool isQuery;
    private readonly bool creates;
    private readonly bool goesOn;
    private readonly string? items;
    private readonly Func<object, object?>? version;
    private readonly Func<object, object?>? id;

    public RestAnswer(OperationInfo operation, Catalogue catalogue)
    {
        type = Wire.Json.GetTypeInfo(operation.ResultType);
        isNothing = operation.ResultType == typeof(Nothing);
        isQuery = !operation.IsCommand;
        version = Getter<long>("version");
        id = Getter<Guid>("id");
        creates = operation.Creates();
        goesOn = operation.GoesOn;
        items =
            creates && id is not null && catalogue.HasItems(operation.Route!)
                ? RestApi.Root + operation.Route!.Path
                : null;
    }

    public void Write(HttpContext http, Outcome outcome, JsonBuffer buffer)
    {
        var response = http.Response;
        if (outcome.ChangeId is { } change)
            response.Headers[ChangeIdHeader] = change.ToString();
        if (outcome.Replayed)
            response.Headers[ReplayedHeader] = "true";

        if (outcome.Preview is { } changes)
        {
            response.Headers["Preference-Applied"] = "preview";
            WritePreview(buffer.Begin(), outcome.Result, changes);
        }
        else if (isNothing)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        else
        {
            if (outcome.Result is ISessionCookie { Cookie: { } cookie })
                RefreshCookie.Write(http, cookie);
            if (goesOn)
                response.StatusCode = StatusCodes.Status202Accepted;
            if (creates)
                WriteCreated(response, outcome.Result);
            if (IsKnown(http, outcome.Result))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
            WriteResult(buffer.Begin(), outcome.Result);
        }
        Send(response, buffer);
    }

    private void WriteCreated(HttpResponse response, object? result)
    {
        response.StatusCode = StatusCodes.Status201Created;
        if (items is not null && Read(result, id, "id") is { } created)
            response.Headers.Location = $"{items}/{created}";
    }

    /// <summary>Names the row's version, and tells whether it is the one that the client has.</summary>
    private bool IsKnown(HttpContext http, object? result)
    {
        if (version is null || Read(result, version, "version") is not { } current)
            return false;
        var tag = EntityTag.Of(Convert.ToInt64(current, CultureInfo.InvariantCulture));
        http.Response.Headers.ETag = tag;
        return isQuery && http.Request.Headers.IfNoneMatch is { Count: > 0 } given && EntityTag.Matches(given, tag);
    }

    private void WritePreview(Utf8JsonWriter json, object? result, IReadOnlyList<RowChange> changes)
    {
        json.WriteStartObject();
        json.WriteBoolean("preview", true);
        json.WritePropertyName("result");
        WriteValue(json, result);
        json.WritePropertyName("changes");
        JsonSerializer.Serialize(json, changes, rows);
        json.WriteEndObject();
        json.Flush();
    }

    private void WriteResult(Utf8JsonWriter json, object? result)
    {
        WriteValue(json, result);
        json.Flush();
    }

    private void WriteValue(Utf8JsonWriter json, object? result)
    {
        // A replay's result is the JSON of the first answer.
        if (result is JsonElement element)
            element.WriteTo(json);
        else
            JsonSerializer.Serialize(json, result, type);
    }

    private static void Send(HttpResponse response, JsonBuffer buffer)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = buffer.Written.Length;
        // Not flushed: it leaves together with the headers when the request ends, in one piece.
        buffer.CopyTo(response.BodyWriter);
    }

    private Func<object, object?>? Getter<T>(string name) =>
        type.Properties.FirstOrDefault(property => property.Name == name && property.PropertyType == typeof(T))?.Get;

    private static object? Read(object? result, Func<object, object?>? getter, string name) =>
        result switch
        {
            null => null,
            JsonElement element => element.TryGetProperty(name, out var value)
                ? value.ValueKind is JsonValueKind.Number
                    ? value.GetInt64()
                    : value.GetString()
                : null,
            _ => getter?.Invoke(result),
        };
}
