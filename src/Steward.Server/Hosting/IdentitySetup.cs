using Steward.Identity;
using Steward.Server.Configuration;

namespace Steward.Server.Hosting;

/// <summary>Identity, as the operator has configured it.</summary>
internal static class IdentitySetup
{
    public static void AddIdentity(
        this IServiceCollection services,
        StewardOptions options,
        MasterKey masterKey,
        OutboundHttp outbound
    ) =>
        services
            .AddIdentity(
                new IdentityOptions
                {
                    SignUp = options.Signup switch
                    {
                        Signup.Open => SignUpMode.Open,
                        Signup.Invited => SignUpMode.Invited,
                        _ => SignUpMode.First,
                    },
                    OutsideIssuers = [.. options.Issuers.Select(Issuer)],
                },
                masterKey,
                outbound
            )
            .AddIdentityWorkers();

    /// <summary>The keys with which others check our access tokens.</summary>
    public static void MapKeySet(this IEndpointRouteBuilder app) =>
        app.MapGet(
            "/.well-known/jwks.json",
            async (HttpContext http, SigningKeys keys) =>
            {
                http.Response.Headers.CacheControl = "public, max-age=3600";
                return Results.Text(await keys.KeySet(http.RequestAborted), "application/jwk-set+json");
            }
        );

    private static OutsideIssuerOptions Issuer(IssuerOptions issuer) =>
        new()
        {
            Issuer = issuer.Issuer,
            Audience = issuer.Audience,
            KeySetUrl = new(issuer.JwksUrl),
            Algorithms = issuer.Algorithms,
            SubjectClaim = issuer.SubjectClaim,
            EmailClaim = issuer.EmailClaim,
            EmailVerifiedClaim = issuer.EmailVerifiedClaim,
        };
}
