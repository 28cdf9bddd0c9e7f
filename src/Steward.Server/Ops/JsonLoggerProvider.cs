using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Steward.Server.Ops;

/// <summary>Makes every log entry one line of JSON.</summary>
[ProviderAlias("Json")]
internal sealed class JsonLoggerProvider(LogOutput output, TimeProvider time) : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentDictionary<string, ILogger> loggers = new(StringComparer.Ordinal);
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) =>
        loggers.GetOrAdd(categoryName, name => new JsonLogger(name, output, time, () => scopes));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    // The output outlives the loggers: the last lines of a stop are written through it.
    public void Dispose() { }
}
