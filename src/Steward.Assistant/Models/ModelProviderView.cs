namespace Steward.Assistant;

public sealed record ModelProviderView(
    [property: Description("Null: it is the installation's, for every tenant, and only its operator changes it.")]
        Guid? Id,
    string Name,
    ModelKind Kind,
    [property: Description("Null where it is the installation's.")] string? Url,
    string Model,
    [property: Description("Whether a key is sent. The key itself is never shown.")] bool HasKey,
    [property: Description("The key's last four characters, of a long one.")] string? KeyHint,
    [property: Description("What a million tokens cost that go in, in millionths of a US dollar.")] long? InputPrice,
    [property: Description("The same for tokens that come out.")] long? OutputPrice,
    [property: Description("How many tokens it takes, the answer's included; null: unknown.")] int? ContextTokens,
    [property: Description("How many turns each server gives it at once.")] int AtOnce,
    [property: Description("The class by which agents ask for it.")] ModelSize Size,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    long? Version
)
{
    internal static ModelProviderView Of(ModelProvider provider) =>
        new(
            provider.Id,
            provider.Name,
            provider.Kind,
            provider.Url,
            provider.Model,
            provider.SealedKey is not null,
            provider.KeyHint,
            provider.InputPrice,
            provider.OutputPrice,
            provider.ContextTokens,
            provider.AtOnce,
            provider.Size ?? ModelNames.Size(provider.Model),
            provider.CreatedAt,
            provider.UpdatedAt,
            provider.Version
        );

    internal static ModelProviderView Of(ModelProviderOptions provider) =>
        new(
            null,
            provider.Name,
            provider.Kind,
            null,
            provider.Model,
            provider.Key is not null,
            null,
            provider.Price?.Input,
            provider.Price?.Output,
            provider.ContextTokens,
            provider.AtOnce,
            provider.Size ?? ModelNames.Size(provider.Model),
            null,
            null,
            null
        );
}
