using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using Steward.Server.OpenAI;

namespace Steward.Server.Hosting;

/// <summary>An answer that says what went wrong. RFC 9457.</summary>
/// <param name="Code">Stable: clients decide by it.</param>
/// <param name="Detail">For people and for models: what to do next. Holds no secret.</param>
internal sealed record Problem(int Status, string Code, string Detail)
{
    private static readonly JsonSerializerOptions Wire = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What the detail speaks of, so that a client can say it in another language.</summary>
    public IReadOnlyDictionary<string, object?>? Params { get; init; }

    /// <summary>One entry per wrong part of the request, with its JSON pointer.</summary>
    public object? Errors { get; init; }

    public Task Write(HttpContext http)
    {
        if (OpenAIError.IsFor(http.Request))
            return OpenAIError.Of(this).Write(http);
        http.Response.StatusCode = Status;
        return http.Response.WriteAsJsonAsync(
            new
            {
                Type = $"urn:steward:problem:{Code}",
                Title = ReasonPhrases.GetReasonPhrase(Status),
                Status,
                Detail,
                Code,
                Params,
                TraceId = Activity.Current?.TraceId.ToHexString(),
                Errors,
            },
            Wire,
            "application/problem+json",
            http.RequestAborted
        );
    }
}
