namespace Steward.Assistant;

[Operation(
    "update_model_provider",
    Scopes.ManageTenant,
    Route = "PATCH /model_providers/{model_provider_id}",
    NeverUndone = "the key of before is not kept; update it again."
)]
[Person]
[Description(
    "Changes a model of this tenant; what is not given stays as it is. Another address needs the key again, so that a key only goes where it was "
        + "meant to go."
)]
public sealed record UpdateModelProvider(
    [property: Resource("model_provider", Access.Write)] Guid ModelProviderId,
    [property:
        MaxLength(ModelNames.Longest),
        Description("One of its own: letters, digits, dots, dashes, underscores.")
    ]
        Optional<string> Name = default,
    [property: MaxLength(ModelAddress.Longest), Description("As https://api.openai.com/v1.")]
        Optional<string> Url = default,
    [property: MaxLength(200), Description("As its server calls it.")] Optional<string> Model = default,
    [property: MaxLength(1000), Secret, Description("Null: none is sent any more.")] Optional<string?> Key = default,
    [property: Range(0, ModelPrice.Largest), Description("Of a million tokens in, in millionths of a US dollar.")]
        Optional<long?> InputPrice = default,
    [property: Range(0, ModelPrice.Largest), Description("Of a million tokens out.")]
        Optional<long?> OutputPrice = default,
    [property: Range(1000, 100_000_000), Description("How many tokens it takes, the answer's included.")]
        Optional<int?> ContextTokens = default,
    [property: Range(1, 1000), Description("How many turns each server gives it at once.")]
        Optional<int> AtOnce = default,
    [property: Description("The class by which agents ask for it; null: told by the model's name.")]
        Optional<ModelSize?> Size = default
) : ICommand<ModelProviderView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Name is { IsSet: true, Value: var name } && !ModelNames.IsName(name ?? ""))
            yield return new("It has letters, digits, dots, dashes and underscores only.", [nameof(Name)]);
        if (Model is { IsSet: true, Value: var model } && string.IsNullOrWhiteSpace(model))
            yield return new("Say which model.", [nameof(Model)]);
        if (Key is { IsSet: true, Value: { } key } && (key.Length == 0 || !ModelKeys.IsKey(key)))
            yield return new("A key has no blanks and no letters beyond ASCII.", [nameof(Key)]);
    }

    internal sealed class Handler(Repository<ModelProvider> providers, ModelKeys keys, OutboundHttp outbound)
        : IHandler<UpdateModelProvider, ModelProviderView>
    {
        public async Task<ModelProviderView> Handle(
            UpdateModelProvider command,
            OperationContext context,
            CancellationToken ct
        )
        {
            var provider = await providers.Get(context.Tenant, command.ModelProviderId, ct);
            var before = ModelProviderView.Of(provider);
            if (command.Url.IsSet)
            {
                provider.Url = ModelAddress.Checked(command.Url.Value ?? "", outbound);
                if (provider.Url != before.Url && before.HasKey && !command.Key.IsSet)
                    throw RefusalException.Invalid(
                        "/key",
                        "key_needed",
                        "Give the key for the new address, too; or null, so that none is sent there."
                    );
            }
            if (command.Key.IsSet)
                provider.KeepKey(command.Key.Value, keys, context.Tenant);
            provider.Name = command.Name.Or(provider.Name)!;
            provider.Model = command.Model.Or(provider.Model)!;
            provider.Charge(command.InputPrice.Or(provider.InputPrice), command.OutputPrice.Or(provider.OutputPrice));
            provider.ContextTokens = command.ContextTokens.Or(provider.ContextTokens);
            provider.AtOnce = command.AtOnce.Or(provider.AtOnce);
            provider.Size = command.Size.Or(provider.Size);
            if (command.Key.IsSet || ModelProviderView.Of(provider) != before)
                context.Raise(new ModelProviderUpdated(provider.Id, provider.Name));
            return ModelProviderView.Of(provider);
        }
    }

    // A record's own ToString would show the key.
    public override string ToString() => $"{nameof(UpdateModelProvider)} {ModelProviderId}";
}

public sealed record ModelProviderUpdated(Guid ModelProviderId, string Name) : Event;
