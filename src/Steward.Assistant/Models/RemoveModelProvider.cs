namespace Steward.Assistant;

[Operation(
    "remove_model_provider",
    Scopes.ManageTenant,
    Route = "DELETE /model_providers/{model_provider_id}",
    Effect = Effect.Destructive,
    NeverUndone = "its key is not kept; add it again."
)]
[Person]
[Description("Takes a model of this tenant away, with its key. Turns that it has begun it ends.")]
public sealed record RemoveModelProvider([property: Resource("model_provider", Access.Delete)] Guid ModelProviderId)
    : ICommand<Nothing>
{
    internal sealed class Handler(Repository<ModelProvider> providers) : IHandler<RemoveModelProvider, Nothing>
    {
        public async Task<Nothing> Handle(RemoveModelProvider command, OperationContext context, CancellationToken ct)
        {
            var provider = await providers.Get(context.Tenant, command.ModelProviderId, ct);
            providers.Remove(context.Tenant, provider);
            context.Raise(new ModelProviderRemoved(provider.Id, provider.Name));
            return Nothing.Value;
        }
    }
}

public sealed record ModelProviderRemoved(Guid ModelProviderId, string Name) : Event;
