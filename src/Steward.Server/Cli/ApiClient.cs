using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Steward.Server.Hosting;
using Steward.Server.Ops;

namespace Steward.Server.Cli;

/// <summary>Calls a running server's REST surface.</summary>
internal sealed class ApiClient : IDisposable
{
    /// <summary>How an API key begins.</summary>
    private const string ApiKey = "stw_";

    private readonly HttpClient http;

    public ApiClient(Uri address, string? token)
    {
        Address = address;
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            BaseAddress = new(address.ToString().TrimEnd('/') + "/"),
        };
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Callers.CommandLine + Health.Version);
        http.DefaultRequestHeaders.TryAddWithoutValidation(
            "Time-Zone",
            TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : null
        );
        Token = token;
    }

    public Uri Address { get; }

    /// <summary>Who calls; null: nobody.</summary>
    public string? Token
    {
        get;
        set
        {
            field = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
            http.DefaultRequestHeaders.Remove("Authorization");
            if (field is not null)
                http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + field);
        }
    }

    /// <summary>A program calls, and no person.</summary>
    public bool HasKey => Token?.StartsWith(ApiKey, StringComparison.Ordinal) is true;

    /// <param name="path">From the root, without the slash.</param>
    /// <param name="json">The body; null: none.</param>
    public async Task<ApiAnswer> Send(
        string method,
        string path,
        ReadOnlyMemory<byte>? json,
        IEnumerable<(string Name, string Value)> headers,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (json is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request, ct);
        return await Answer(response, ct);
    }

    /// <summary>Asks for events; the answer is read as they come, and is the caller's to close.</summary>
    public async Task<HttpResponseMessage> Open(
        string method,
        string path,
        object? body,
        IEnumerable<(string Name, string Value)> headers,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, Wire.Json))
            {
                Headers = { ContentType = new("application/json") },
            };
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    public static async Task<ApiAnswer> Answer(HttpResponseMessage response, CancellationToken ct)
    {
        var text = await response.Content.ReadAsStringAsync(ct);
        var change = response.Headers.TryGetValues(Rest.RestAnswer.ChangeIdHeader, out var ids) ? ids.First() : null;
        return new((int)response.StatusCode, response.IsSuccessStatusCode, text, change);
    }

    public Task<ApiAnswer> Post(string path, object body, CancellationToken ct) =>
        Send("POST", path, JsonSerializer.SerializeToUtf8Bytes(body, Wire.Json), [], ct);

    public void Dispose() => http.Dispose();
}

internal sealed record ApiAnswer(int Status, bool IsDone, string Text, string? ChangeId)
{
    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>Of a problem: what clients decide by.</summary>
    public string? Code => Text.StartsWith('{') && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>What went wrong, for people: the detail, and each fault on a line of its own.</summary>
    public string Problem()
    {
        try
        {
            var problem = Json;
            var told = new StringBuilder(problem.GetProperty("detail").GetString());
            if (
                problem.TryGetProperty("errors", out var errors)
                && errors is { ValueKind: JsonValueKind.Array }
                && errors.GetArrayLength() > 1
            )
            {
                told.Clear().Append("The input is not valid:");
                foreach (var error in errors.EnumerateArray())
                    told.Append("\n  ").Append(error.GetProperty("message").GetString());
            }
            return told.ToString();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"The server answered with status {Status}, and not as Steward does. Is the address right?";
        }
    }
}
