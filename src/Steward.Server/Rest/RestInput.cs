using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Steward.Server.Rest;

/// <summary>
/// Makes one JSON object of a request's route, query and body, which the operation then reads as it does on any other surface.
/// </summary>
internal sealed class RestInput
{
    private readonly InputField[] inRoute;
    private readonly Dictionary<string, InputField> inQuery;
    private readonly bool takesBody;
    private readonly bool takesCookie;

    public RestInput(OperationInfo operation)
    {
        var fields = operation.Inputs.Select(input => new InputField(input)).ToList();
        inRoute = [.. fields.Where(field => operation.Route!.Names(field.Name))];
        takesBody = operation.Route!.TakesBody();
        takesCookie = RefreshCookie.IsTakenBy(operation);
        inQuery = takesBody ? [] : fields.Except(inRoute).ToDictionary(field => field.Name);
    }

    /// <summary>The object; it stands in <paramref name="buffer"/> until that is used again.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> Read(HttpContext http, CallOptions call, JsonBuffer buffer)
    {
        var hasBody = http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
        if (!hasBody)
            return Compose(http, call, buffer, default);
        using var body = JsonBuffer.Rent();
        await body.Fill(http.Request.Body, http.RequestAborted);
        if (body.Written.IsEmpty)
            return Compose(http, call, buffer, default);
        MediaTypes.CheckJson(http.Request);
        if (takesBody)
            return Compose(http, call, buffer, body.Written.Span);
        call.Fault("", "unexpected_body", "This call takes no body: its input stands in the address.");
        return Compose(http, call, buffer, default);
    }

    private ReadOnlyMemory<byte> Compose(HttpContext http, CallOptions call, JsonBuffer buffer, ReadOnlySpan<byte> body)
    {
        var json = buffer.Begin();
        json.WriteStartObject();
        foreach (var field in inRoute)
            field.Write(json, RouteValue(http, field));
        if (http.Request.QueryString.HasValue)
            foreach (var (name, values) in http.Request.Query)
                AddQuery(json, http, call, name, values);
        json.Flush();
        if (!body.IsEmpty && !TryAddBody(buffer, http, call, body))
        {
            call.IsUnreadable = true;
            buffer.Begin();
            buffer.Write(body);
            return buffer.Written;
        }
        if (takesCookie && !call.HasRefreshToken && RefreshCookie.Read(http.Request) is { } token)
        {
            buffer.Write(buffer.Written.Length == 1 ? "\"refresh_token\":"u8 : ",\"refresh_token\":"u8);
            buffer.Write(JsonSerializer.SerializeToUtf8Bytes(token, Wire.Json));
        }
        buffer.Write("}"u8);
        return buffer.Written;
    }

    private void AddQuery(Utf8JsonWriter json, HttpContext http, CallOptions call, string name, StringValues values)
    {
        if (name == CallOptions.IfVersionName && call.IsConditional)
            call.GiveVersion(long.TryParse(values, out var version) ? version : null);
        else if (Array.Find(inRoute, field => field.Name == name) is { } routed)
            CheckSame(http, call, routed, values);
        else if (takesBody)
            call.Fault(
                InputField.Pointer(name),
                "unknown",
                "This call takes its input in the body, not in the address."
            );
        else if (inQuery.TryGetValue(name, out var field))
            field.Write(json, values);
        else
            json.WriteString(name, values.ToString());
    }

    /// <summary>Copies the body's members, but for what the call itself takes. False: it is no JSON object.</summary>
    private bool TryAddBody(JsonBuffer buffer, HttpContext http, CallOptions call, ReadOnlySpan<byte> body)
    {
        var isFirst = buffer.Written.Length == 1;
        try
        {
            var reader = new Utf8JsonReader(body, new() { MaxDepth = Wire.Json.MaxDepth });
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var begin = (int)reader.TokenStartIndex;
                call.HasRefreshToken |= takesCookie && reader.ValueTextEquals(RefreshCookie.Input);
                if (IsTaken(ref reader, http, call))
                    continue;
                reader.Skip();
                buffer.Write(isFirst ? default : ","u8);
                buffer.Write(body[begin..(int)reader.BytesConsumed]);
                isFirst = false;
            }
            return !reader.Read();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private bool IsTaken(ref Utf8JsonReader reader, HttpContext http, CallOptions call)
    {
        if (call.IsConditional && reader.ValueTextEquals(CallOptions.IfVersionName))
        {
            reader.Read();
            call.GiveVersion(
                reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out var version) ? version : null
            );
            reader.Skip();
            return true;
        }
        foreach (var field in inRoute)
        {
            if (!reader.ValueTextEquals(field.Name))
                continue;
            reader.Read();
            CheckSame(http, call, field, reader.TokenType is JsonTokenType.String ? reader.GetString() : null);
            reader.Skip();
            return true;
        }
        return false;
    }

    /// <summary>The address decides which row it is; who names it again must mean the same.</summary>
    private static void CheckSame(HttpContext http, CallOptions call, InputField field, string? again)
    {
        var routed = RouteValue(http, field);
        var isSame = Guid.TryParse(routed, out var id)
            ? Guid.TryParse(again, out var other) && id == other
            : routed == again;
        if (!isSame)
            call.Fault(InputField.Pointer(field.Name), "mismatch", $"'{field.Name}' is another one in the address.");
    }

    /// <summary>The server leaves an encoded slash as it is, so that it divides nothing; here it is part of a name.</summary>
    private static string RouteValue(HttpContext http, InputField field) =>
        ((string)http.Request.RouteValues[field.Name]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
