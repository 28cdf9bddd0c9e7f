using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Steward.Identity;

public static class IdentityServices
{
    extension(IServiceCollection services)
    {
        /// <summary>What the operations of this module stand on, and the <see cref="Authenticator"/> of all surfaces.</summary>
        /// <param name="options">What the operator decides.</param>
        /// <param name="masterKey">Encrypts the signing keys.</param>
        /// <param name="outbound">The way to outside issuers' key sets.</param>
        public IServiceCollection AddIdentity(IdentityOptions options, MasterKey masterKey, OutboundHttp outbound) =>
            services
                .AddSingleton(options)
                .AddSingleton(new Passwords(options.PasswordRounds))
                .AddSingleton(provider => new SigningKeys(
                    provider.GetRequiredService<IServiceScopeFactory>(),
                    masterKey,
                    provider.GetRequiredService<TimeProvider>()
                ))
                .AddSingleton(provider => new AccessTokens(
                    options.Issuer,
                    options.Audience,
                    () => provider.GetRequiredService<SigningKeys>().Ring,
                    provider.GetRequiredService<TimeProvider>()
                ))
                .AddSingleton(provider => NewOutsideIssuers(options, outbound, provider))
                .AddSingleton(provider => new Authenticator(
                    provider.GetRequiredService<IServiceScopeFactory>(),
                    provider.GetRequiredService<SigningKeys>(),
                    provider.GetRequiredService<AccessTokens>(),
                    provider.GetRequiredService<OutsideIssuers>(),
                    provider.GetRequiredService<TimeProvider>()
                ))
                .AddSingleton<UserAdmin>()
                .AddSingleton<IdentityUpkeep>()
                .AddScoped<Accounts>()
                .AddScoped<Sessions>()
                .AddScoped<SecretTokens>()
                .AddScoped<Throttle>()
                .AddScoped<PasswordProof>()
                .AddScoped<TenantFounder>()
                .AddScoped<SessionOpener>();

        /// <summary>Turns the signing keys and takes away what has ended, in the background.</summary>
        public IServiceCollection AddIdentityWorkers() =>
            services.AddHostedService(provider => provider.GetRequiredService<IdentityUpkeep>());
    }

    private static OutsideIssuers NewOutsideIssuers(
        IdentityOptions options,
        OutboundHttp outbound,
        IServiceProvider services
    )
    {
        var time = services.GetRequiredService<TimeProvider>();
        var log = services.GetRequiredService<ILogger<IssuerKeys>>();
        var http = new Lazy<HttpClient>(() => outbound.Client(IssuerKeys.Limits));
        return new(
            options.OutsideIssuers.Select(issuer => new OutsideIssuer(
                issuer,
                new IssuerKeys(issuer.KeySetUrl, http.Value, time, log),
                time
            )),
            time
        );
    }
}
