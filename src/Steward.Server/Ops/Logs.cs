using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Steward.Server.Configuration;

namespace Steward.Server.Ops;

internal static class Logs
{
    /// <summary>Steward's own entries from the configured level on, the frameworks' only when they warn.</summary>
    public static void AddLogs(this WebApplicationBuilder builder, StewardOptions options, LogOutput output)
    {
        var frameworks = options.Log.Level <= LogLevel.Debug ? LogLevel.Information : LogLevel.Warning;
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(options.Log.Level);
        foreach (var category in new[] { "Microsoft", "System", "Npgsql", "ModelContextProtocol", "OpenTelemetry" })
            builder.Logging.AddFilter(category, level => level >= frameworks && level >= options.Log.Level);
        // The scope, not the activity's tags, carries what an entry says; the trace id is read from the activity itself.
        builder.Logging.Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.None);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ILoggerProvider>(services => new JsonLoggerProvider(
            output,
            services.GetRequiredService<TimeProvider>()
        ));
    }
}
