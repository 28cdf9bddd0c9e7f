using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Steward.Assistant;

/// <summary>The way to all models: who answers is chosen by the call, by what fits, and by how the providers are doing.</summary>
public sealed class Models
{
    private readonly ModelEndpoints endpoints;
    private readonly ModelOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<Models> log;

    internal Models(ModelEndpoints endpoints, ModelOptions options, TimeProvider time, ILogger<Models> log) =>
        (this.endpoints, this.options, this.time, this.log) = (endpoints, options, time, log);

    /// <summary>Whether the tenant has any model at all, its own or the installation's.</summary>
    public async ValueTask<bool> Any(TenantId tenant, CancellationToken ct, string? setup = null) =>
        options.Providers.Count > 0 || (await endpoints.Of(tenant, ct, setup)).Count > 0;

    /// <summary>How many tokens the largest of the tenant's models takes, the answer's included; null: of one it is not known.</summary>
    internal async ValueTask<int?> Window(TenantId tenant, CancellationToken ct, string? setup = null)
    {
        var known = await endpoints.Of(tenant, ct, setup);
        return known.All(endpoint => endpoint.Provider.ContextTokens is not null)
            ? known.Max(endpoint => endpoint.Provider.ContextTokens)
            : null;
    }

    /// <summary>How many turns the provider of that name works on, or keeps waiting, on this server.</summary>
    internal async ValueTask<double> LoadOf(TenantId tenant, string provider, CancellationToken ct) =>
        (await endpoints.Of(tenant, ct))
            .Where(endpoint => endpoint.Provider.Name == provider)
            .Sum(endpoint => endpoint.Line.Load);

    /// <summary>
    /// Streams one turn: text as it comes, whole tool calls (where the arguments are no JSON object, <see cref="FunctionCallContent.Exception"/>
    /// is set and the arguments are null), at the end the usage, with <c>estimated</c> among its additional properties where the server tells
    /// none. The first update's <see cref="ChatResponseUpdate.ModelId"/> and its additional properties <c>provider</c> and, where it is known, <c>price</c> tell who answers and for what;
    /// <c>notice</c>, where there is one, why it took long or is not the one that was asked for. Before the first update it waits its turn, tries
    /// again and falls back; after it nothing is tried again.
    /// </summary>
    /// <exception cref="ModelException">No model can answer, or the one that began did not end well.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> Stream(
        ModelCall call,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var known = await endpoints.Of(call.Tenant, ct, call.Setup);
        if (known.Count == 0)
            throw new ModelException(
                ModelFaults.NotConfigured,
                "No model is configured. Who runs the tenant adds one with add_model_provider.",
                false
            );
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(ct);
        whole.CancelAfter(options.Limits.Whole);
        var question = new ModelQuestion(call, known, options.Limits, time, log, ct, whole.Token);
        var (turn, first) = await question.Ask();
        await using (turn)
        {
            for (var update = first; update is not null; update = await Next(turn))
                yield return update;
            yield return turn.End(call);
        }
    }

    private async ValueTask<ChatResponseUpdate?> Next(ModelTurn turn)
    {
        try
        {
            return await turn.Next();
        }
        catch (ModelFault fault)
        {
            var name = turn.Endpoint.Provider.Name;
            log.Failed(name, fault.Code, fault.Message);
            await turn.Endpoint.Failed(fault);
            throw new ModelException(fault.Code, $"{name} {fault.Message}. Its answer is not whole; try again.", true);
        }
    }
}
