using Microsoft.Extensions.DependencyInjection;

namespace Steward.Assistant;

public static class AssistantServices
{
    extension(IServiceCollection services)
    {
        /// <summary>What the operations of this module stand on.</summary>
        public IServiceCollection AddAssistant() =>
            services.AddSingleton(provider =>
                IntentBook.Of(provider.GetRequiredService<Modules>(), provider.GetRequiredService<Catalogue>())
            );
    }

    /// <summary>Reads what can be said, so that a faulty file stops the start and not the first who speaks.</summary>
    public static void LoadIntents(this IServiceProvider services) => services.GetRequiredService<IntentBook>();
}
