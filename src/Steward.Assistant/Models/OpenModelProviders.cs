namespace Steward.Assistant;

[Operation("open_model_providers", null)]
[System]
[Description("What Steward itself needs to call a tenant's models, their keys still encrypted.")]
public sealed record OpenModelProviders : IQuery<OpenedModelProviders>
{
    internal sealed class Handler(Repository<ModelProvider> providers)
        : IHandler<OpenModelProviders, OpenedModelProviders>
    {
        public async Task<OpenedModelProviders> Handle(
            OpenModelProviders query,
            OperationContext context,
            CancellationToken ct
        ) => new([.. (await providers.List(context.Tenant, _ => true, ct)).Select(OpenedModelProvider.Of)]);
    }
}

public sealed record OpenedModelProviders(IReadOnlyList<OpenedModelProvider> Items);

public sealed record OpenedModelProvider(
    Guid Id,
    long Version,
    string Name,
    ModelKind Kind,
    string Url,
    string Model,
    [property: Secret] byte[]? SealedKey,
    long? InputPrice,
    long? OutputPrice,
    int? ContextTokens,
    int AtOnce,
    ModelSize? Size
)
{
    internal static OpenedModelProvider Of(ModelProvider provider) =>
        new(
            provider.Id,
            provider.Version,
            provider.Name,
            provider.Kind,
            provider.Url,
            provider.Model,
            provider.SealedKey,
            provider.InputPrice,
            provider.OutputPrice,
            provider.ContextTokens,
            provider.AtOnce,
            provider.Size
        );

    internal ModelProviderOptions With(string? key) =>
        new(Name, Kind, new Uri(Url), Model)
        {
            Key = key,
            Price = InputPrice is { } input && OutputPrice is { } output ? new(input, output) : null,
            ContextTokens = ContextTokens,
            AtOnce = AtOnce,
            Size = Size,
        };
}
