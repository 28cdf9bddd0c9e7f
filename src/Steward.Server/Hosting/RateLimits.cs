using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Steward.Server.Configuration;
using Steward.Server.Ops;
using Steward.Server.Rest;

namespace Steward.Server.Hosting;

/// <summary>Who is known is counted as that user, everybody else by address. Stands behind authentication.</summary>
internal static class RateLimits
{
    public static void AddRateLimits(this IServiceCollection services, LimitOptions limits) =>
        services
            .AddSingleton(new LookUpLimit(limits.Address))
            .AddRateLimiter(options =>
            {
                options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                    PartitionOf(http, limits)
                );
                options.OnRejected = (context, _) => new(Refusal(context.Lease).Write(context.HttpContext));
            });

    public static RateLimitPartition<string> ByAddress(HttpContext http, Rate rate) =>
        Bucket("address " + Block(http.Connection.RemoteIpAddress), rate);

    public static RefusalException Refusal(RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
        var seconds = (int)Math.Max(1, Math.Ceiling(wait.TotalSeconds));
        return new(RefusalKind.TooMany, "rate_limited", $"Too many requests. Try again in {seconds} s.")
        {
            RetryAfter = TimeSpan.FromSeconds(seconds),
            Params = new Dictionary<string, object?> { ["retry_after_seconds"] = seconds },
        };
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext http, LimitOptions limits)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<QuietEndpoint>() is not null)
            return RateLimitPartition.GetNoLimiter("");
        return http.Features.Get<LogScope>()?.User is { } user
            ? Bucket("user " + user, limits.User)
            : ByAddress(http, limits.Address);
    }

    private static RateLimitPartition<string> Bucket(string key, Rate rate) =>
        rate.Enabled
            ? RateLimitPartition.GetTokenBucketLimiter(key, _ => Options(rate))
            : RateLimitPartition.GetNoLimiter("");

    private static TokenBucketRateLimiterOptions Options(Rate rate)
    {
        var perPeriod = Math.Max(1, rate.PerSecond / 10);
        return new()
        {
            TokenLimit = rate.Burst,
            TokensPerPeriod = perPeriod,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)perPeriod / rate.PerSecond),
            QueueLimit = 0,
        };
    }

    /// <summary>An IPv6 network of 64 bits is one customer's, who may use any address in it.</summary>
    private static string Block(IPAddress? address)
    {
        if (address is null)
            return "none";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}

/// <summary>
/// Stands before authentication: a made-up token costs a query, before it is known whose request this is. Counts by address the
/// look-ups of tokens that were not valid here lately, so that who is known is not kept out by others at his address.
/// </summary>
internal sealed class LookUpLimit(Rate rate)
{
    private readonly PartitionedRateLimiter<HttpContext> buckets = PartitionedRateLimiter.Create<HttpContext, string>(
        http => RateLimits.ByAddress(http, rate)
    );

    /// <summary>Throws a refusal (429) if the address has had too many.</summary>
    public void Count(HttpContext http)
    {
        using var lease = buckets.AttemptAcquire(http);
        if (!lease.IsAcquired)
            throw RateLimits.Refusal(lease);
    }
}
