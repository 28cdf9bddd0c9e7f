using Microsoft.Extensions.Primitives;
using Steward.Identity;
using Steward.Server.Rest;

namespace Steward.Server.Hosting;

/// <summary>Who a request's token names: found out once, for all surfaces and for the rate limits.</summary>
internal sealed class Authentication(RequestDelegate next, Authenticator authenticator, LookUpLimit lookUps)
{
    private const string Scheme = "Bearer ";

    public async Task Invoke(HttpContext http)
    {
        if (http.Request.Headers.Authorization is { Count: > 0 } given)
        {
            var authenticated = await Authenticate(http, given);
            if (authenticated.Refusal is { Kind: RefusalKind.TooMany } tooMany)
            {
                await tooMany.Write(http);
                return;
            }
            http.Features.Set(authenticated);
        }
        await next(http);
    }

    private async ValueTask<Authenticated> Authenticate(HttpContext http, StringValues given)
    {
        try
        {
            return new(await Find(http, given));
        }
        catch (RefusalException refusal)
        {
            return new(null, refusal);
        }
    }

    private async ValueTask<Caller?> Find(HttpContext http, StringValues given)
    {
        if (given is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var token = header[Scheme.Length..].Trim();
        var caller = await authenticator.Authenticate(
            token,
            http.AnonymousCaller(),
            http.RequestAborted,
            () => lookUps.Count(http)
        );
        if (caller is not null && http.Features.Get<LogScope>() is { } scope)
            (scope.Tenant, scope.User) = (caller.Tenant, caller.User);
        return caller;
    }
}

/// <summary>What came of a request's token. Not there: none was sent.</summary>
/// <param name="Caller">Null: the token does not hold.</param>
/// <param name="Refusal">Why not, where that is more than "not valid".</param>
internal sealed record Authenticated(Caller? Caller, RefusalException? Refusal = null);

internal static class Callers
{
    /// <summary>What the command line says it is, so that the journal tells its calls from others.</summary>
    public const string CommandLine = "steward-cli/";

    extension(HttpContext http)
    {
        /// <summary>Who calls, as far as a token tells; null: nobody, or a token that does not hold.</summary>
        public Caller? KnownCaller => http.Features.Get<Authenticated>()?.Caller;

        /// <summary>Who calls, or nobody.</summary>
        /// <exception cref="RefusalException">A token was sent and does not hold.</exception>
        public Caller Caller() =>
            http.Features.Get<Authenticated>() switch
            {
                null => http.AnonymousCaller(),
                { Caller: { } caller } => caller,
                { Refusal: { } refusal } => throw refusal,
                _ => throw new RefusalException(
                    RefusalKind.Unauthenticated,
                    "invalid_token",
                    "This token is not valid, or not any more. Refresh it, or sign in again."
                ),
            };

        public Caller AnonymousCaller()
        {
            var client = http.Request.Headers.UserAgent.ToString();
            return Kernel.Caller.Anonymous(
                client.StartsWith(CommandLine, StringComparison.Ordinal) ? Surface.Cli : Surface.Rest,
                http.Features.Get<LogScope>()?.CorrelationId ?? http.TraceIdentifier,
                http.Connection.RemoteIpAddress?.ToString(),
                client.Length == 0 ? null : client
            );
        }
    }
}
