using Microsoft.Extensions.DependencyInjection;

namespace Steward.Assistant;

public static class ServerServices
{
    extension(IServiceCollection services)
    {
        /// <summary>The way to other MCP servers; after <c>AddModels</c>. No connection is made before it is needed.</summary>
        /// <param name="options">What the operator decides.</param>
        /// <param name="masterKey">Encrypts the tenants' secrets.</param>
        public IServiceCollection AddOutsideServers(OutsideOptions options, MasterKey masterKey) =>
            services
                .AddSingleton(options)
                .AddSingleton(new ServerSecrets(masterKey))
                .AddSingleton<ServerSandbox>()
                .AddSingleton<ServerConnections>()
                .AddSingleton<OutsideServers>()
                .AddSingleton<OutsideErrands>()
                .AddSingleton<OutsideLedger>()
                .AddSingleton<OutsideWorker>()
                .AddScoped<ServerEditing>();
    }
}
