using Microsoft.Extensions.DependencyInjection;

namespace Steward.Assistant;

public static class AssistantServices
{
    extension(IServiceCollection services)
    {
        /// <summary>What the operations of this module stand on.</summary>
        public IServiceCollection AddAssistant() =>
            services
                .AddSingleton(provider =>
                    IntentBook.Of(provider.GetRequiredService<Modules>(), provider.GetRequiredService<Catalogue>())
                )
                .AddSingleton<BuiltInAgents>()
                .AddScoped<AgentBook>()
                .AddScoped<AgentEditing>()
                .AddScoped<Runs>()
                .AddSingleton<RunLedger>()
                .AddSingleton<RunFeed>()
                .AddSingleton<RunServices>()
                .AddSingleton<RunWorker>();

        /// <summary>This node works on runs.</summary>
        public IServiceCollection AddAssistantWorkers() =>
            services
                .AddHostedService(provider => provider.GetRequiredService<RunWorker>())
                .AddHostedService(provider => provider.GetRequiredService<OutsideWorker>());
    }
}
