using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Steward.Assistant;

public static class ModelServices
{
    extension(IServiceCollection services)
    {
        /// <summary>The way to models. Nothing of it is made before the first question that needs one.</summary>
        /// <param name="options">What the operator decides.</param>
        /// <param name="masterKey">Encrypts the tenants' keys.</param>
        /// <param name="outbound">The way to the models' servers.</param>
        public IServiceCollection AddModels(ModelOptions options, MasterKey masterKey, OutboundHttp outbound) =>
            services
                .AddSingleton(options)
                .AddSingleton(outbound)
                .AddSingleton(new ModelKeys(masterKey))
                .AddSingleton<ModelEndpoints>()
                .AddSingleton(provider => new Models(
                    provider.GetRequiredService<ModelEndpoints>(),
                    provider.GetRequiredService<ModelOptions>(),
                    provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<ILogger<Models>>()
                ));
    }
}
