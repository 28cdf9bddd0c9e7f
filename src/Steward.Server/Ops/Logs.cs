using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Steward.Server.Configuration;

namespace Steward.Server.Ops;

internal static class Logs
{
    /// <summary>Steward's own entries from the configured level on, the frameworks' only when they warn.</summary>
    public static void AddLogs(this ILoggingBuilder logging, StewardOptions options, LogOutput output)
    {
        var frameworks = options.Log.Level <= LogLevel.Debug ? LogLevel.Information : LogLevel.Warning;
        logging.ClearProviders();
        logging.SetMinimumLevel(options.Log.Level);
        foreach (var category in new[] { "Microsoft", "System", "Npgsql", "ModelContextProtocol", "OpenTelemetry" })
            logging.AddFilter(category, level => level >= frameworks && level >= options.Log.Level);
        // The scope, not the activity's tags, carries what an entry says; the trace id is read from the activity itself.
        logging.Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.None);
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.Services.AddSingleton<ILoggerProvider>(services => new JsonLoggerProvider(
            output,
            services.GetRequiredService<TimeProvider>()
        ));
    }
}
