using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Steward.Server.Hosting;
using Steward.Server.Ops;

namespace Steward.Server.Cli;

/// <summary>Calls a running server's REST surface.</summary>
internal sealed class ApiClient : IDisposable
{
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
        if (!string.IsNullOrWhiteSpace(token))
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token.Trim());
    }

    public Uri Address { get; }

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
