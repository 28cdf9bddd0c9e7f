using Microsoft.Extensions.Logging;

namespace Steward.Assistant;

/// <summary>
/// The providers of the installation and of tenants. For each turn tenants' are those that are configured then, so that on every server a
/// removed key counts no more; how they do is kept.
/// </summary>
internal sealed class ModelEndpoints(
    ModelOptions options,
    ModelKeys keys,
    OutboundHttp outbound,
    Pipeline pipeline,
    Catalogue catalogue,
    TimeProvider time,
    ILogger<Models> log
)
{
    private const int MostKept = 1000;

    private readonly Lock access = new();

    // Ids are made by clients: another tenant's may be the same.
    private readonly Dictionary<(TenantId, Guid), (long Version, ModelEndpoint Endpoint, long Used)> ofTenants = [];
    private readonly Lazy<HttpClient> http = new(() =>
        outbound.Client(new() { Timeout = Timeout.InfiniteTimeSpan, MaxBytes = 1024 * 1024 })
    );
    private readonly KeptSetups<TenantId, IReadOnlyList<ModelEndpoint>> known = new();
    private long used;
    private IReadOnlyList<ModelEndpoint>? own;

    /// <summary>The tenant's, then the installation's; each in the order in which it was configured.</summary>
    public async ValueTask<IReadOnlyList<ModelEndpoint>> Of(
        TenantId tenant,
        CancellationToken ct,
        string? setup = null
    ) => [.. known.Find(tenant, setup) ?? known.Keep(tenant, setup, await Read(tenant, ct)), .. Own()];

    private async Task<IReadOnlyList<ModelEndpoint>> Read(TenantId tenant, CancellationToken ct)
    {
        var opened = await pipeline.Run(
            new()
            {
                Operation = catalogue.Of(typeof(OpenModelProviders)),
                Caller = Caller.System(tenant, "models"),
                Input = () => new(new OpenModelProviders()),
            },
            ct
        );
        var endpoints = new List<ModelEndpoint>();
        foreach (var provider in ((OpenedModelProviders)opened.Result!).Items)
            if (Kept(tenant, provider) is { } endpoint)
                endpoints.Add(endpoint);
        return endpoints;
    }

    private IReadOnlyList<ModelEndpoint> Own()
    {
        lock (access)
            return own ??= [.. options.Providers.Select(Endpoint)];
    }

    private ModelEndpoint? Kept(TenantId tenant, OpenedModelProvider provider)
    {
        lock (access)
        {
            var id = (tenant, provider.Id);
            if (ofTenants.TryGetValue(id, out var kept) && kept.Version == provider.Version)
            {
                ofTenants[id] = kept with { Used = ++used };
                return kept.Endpoint;
            }
            var key = provider.SealedKey is { } sealedKey ? keys.Open(tenant, provider.Id, sealedKey) : null;
            if (provider.SealedKey is not null && key is null)
            {
                log.KeyUnreadable(provider.Id);
                return null;
            }
            var endpoint = Endpoint(provider.With(key));
            ofTenants[id] = (provider.Version, endpoint, ++used);
            if (ofTenants.Count > MostKept)
                foreach (var old in ofTenants.OrderBy(one => one.Value.Used).Take(MostKept / 10).ToList())
                    ofTenants.Remove(old.Key);
            return endpoint;
        }
    }

    private ModelEndpoint Endpoint(ModelProviderOptions provider) =>
        new(
            provider,
            options.Limits,
            () => http.Value,
            time,
            endpoint => log.LeftAlone(endpoint.Provider.Name, options.Limits.LeftAlone.TotalSeconds)
        );
}
