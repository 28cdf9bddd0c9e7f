using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Steward.Server.Configuration;
using Steward.Server.Ops;

namespace Steward.Server.Hosting;

/// <summary>Who is known is counted as that user, everybody else by address. Stands behind authentication.</summary>
internal static class RateLimits
{
    public static void AddRateLimits(this IServiceCollection services, LimitOptions limits) =>
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                PartitionOf(http, limits)
            );
            options.OnRejected = Refuse;
        });

    private static RateLimitPartition<string> PartitionOf(HttpContext http, LimitOptions limits)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<QuietEndpoint>() is not null)
            return RateLimitPartition.GetNoLimiter("");
        return http.Features.Get<LogScope>()?.User is { } user
            ? Bucket("user " + user, limits.User)
            : Bucket("address " + Block(http.Connection.RemoteIpAddress), limits.Address);
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

    private static ValueTask Refuse(OnRejectedContext context, CancellationToken ct)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
        var seconds = (int)Math.Max(1, Math.Ceiling(wait.TotalSeconds));
        context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var problem = new Problem(429, "rate_limited", $"Too many requests. Try again in {seconds} s.")
        {
            Params = new Dictionary<string, object?> { ["retry_after_seconds"] = seconds },
        };
        return new(problem.Write(context.HttpContext));
    }
}
