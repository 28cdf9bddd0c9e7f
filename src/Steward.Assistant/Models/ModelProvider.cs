namespace Steward.Assistant;

/// <summary>A model of the tenant's own: where it answers, how it is called, what it costs.</summary>
internal sealed class ModelProvider : TenantEntity
{
    public required string Name { get; set; }
    public required ModelKind Kind { get; init; }

    /// <summary>Where the key is sent: it cannot be changed without giving the key again.</summary>
    public required string Url { get; set; }
    public required string Model
    {
        get;
        set => field = value.Trim();
    }

    [Secret]
    public byte[]? SealedKey { get; private set; }

    [Secret]
    public string? KeyHint { get; private set; }
    public long? InputPrice { get; private set; }
    public long? OutputPrice { get; private set; }
    public int? ContextTokens { get; set; }
    public required int AtOnce { get; set; }
    public ModelSize? Size { get; set; }

    public void KeepKey(string? key, ModelKeys keys, TenantId tenant)
    {
        SealedKey = key is null ? null : keys.Seal(tenant, Id, key);
        KeyHint = key is null ? null : ModelKeys.Hint(key);
    }

    public void Charge(long? input, long? output)
    {
        if (input is null != output is null)
            throw RefusalException.Invalid(
                input is null ? "/input_price" : "/output_price",
                "price_incomplete",
                "A price has both parts, input_price and output_price; or neither."
            );
        (InputPrice, OutputPrice) = (input, output);
    }

    private sealed class Mapping : IEntityTypeConfiguration<ModelProvider>
    {
        public void Configure(EntityTypeBuilder<ModelProvider> builder)
        {
            builder.ToTable("model_provider", "assistant");
            builder.Property(provider => provider.Kind).HasConversion<string>();
            builder.Property(provider => provider.Size).HasConversion<string>();
        }
    }
}

internal sealed class ModelProviderAccess : AccessRule<ModelProvider>
{
    public override string? ReadScope => Scopes.RunAgents;
}
