namespace Steward.Assistant;

[Operation("list_model_providers", Scopes.RunAgents, Route = "GET /model_providers")]
[Person]
[Description(
    "Lists the models that this tenant's agents may think with, in the order in which they are asked: its own, then the installation's. Keys are "
        + "never shown."
)]
public sealed record ListModelProviders : IQuery<ModelProviders>
{
    internal sealed class Handler(Repository<ModelProvider> providers, ModelOptions options)
        : IHandler<ListModelProviders, ModelProviders>
    {
        public async Task<ModelProviders> Handle(
            ListModelProviders query,
            OperationContext context,
            CancellationToken ct
        ) =>
            new([
                .. (await providers.List(context.Tenant, _ => true, ct)).Select(ModelProviderView.Of),
                .. options.Providers.Select(ModelProviderView.Of),
            ]);
    }
}

public sealed record ModelProviders(IReadOnlyList<ModelProviderView> Items);
