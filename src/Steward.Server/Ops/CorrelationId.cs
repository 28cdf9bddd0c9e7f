using System.Buffers;
using System.Diagnostics;

namespace Steward.Server.Ops;

/// <summary>The id under which a client and the log speak of one request: the client's own, if it is fit to be repeated.</summary>
internal static class CorrelationId
{
    public const string Header = "X-Correlation-Id";
    private const int Longest = 128;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
    );

    public static string Of(HttpRequest request)
    {
        var given = request.Headers[Header];
        return
            given.Count == 1 && given[0] is { Length: > 0 and <= Longest } id && !id.AsSpan().ContainsAnyExcept(Allowed)
            ? id
            : (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
    }
}
