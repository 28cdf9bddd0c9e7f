using System.Collections;
using Microsoft.Extensions.Logging;

namespace Steward.Kernel;

/// <summary>
/// What every log entry within it says of its origin. Opened once per request or job, filled in as it becomes
/// known: <c>using (logger.BeginScope(scope))</c>. Of a person it holds no more than ids.
/// </summary>
public sealed class LogScope : IReadOnlyList<KeyValuePair<string, object?>>
{
    public TenantId? Tenant { get; set; }
    public UserId? User { get; set; }

    /// <summary>A route's pattern, or an operation's name; never a path with ids or a query in it.</summary>
    public string? Endpoint { get; set; }
    public string? Operation { get; set; }
    public required string CorrelationId { get; init; }

    public int Count => 5;

    public KeyValuePair<string, object?> this[int index] =>
        index switch
        {
            0 => new("tenant_id", Tenant?.Value),
            1 => new("user_id", User?.Value),
            2 => new("endpoint", Endpoint),
            3 => new("operation", Operation),
            4 => new("correlation_id", CorrelationId),
            _ => throw new ArgumentOutOfRangeException(nameof(index)),
        };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
