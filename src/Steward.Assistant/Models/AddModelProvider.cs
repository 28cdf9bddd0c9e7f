namespace Steward.Assistant;

[Operation("add_model_provider", Scopes.ManageTenant, Route = "POST /model_providers")]
[Person]
[Description(
    "Adds a model for this tenant's agents: an address that speaks OpenAI's chat completions (OpenAI, Gemini, Ollama, llama.cpp, vLLM) or "
        + "Anthropic's messages. The first one is asked first, the others when it fails, then the installation's. The key is kept encrypted and "
        + "never shown again."
)]
public sealed record AddModelProvider(
    [property:
        Required,
        MaxLength(ModelNames.Longest),
        Description(
            "One of its own, as claude: letters, digits, dots, dashes and underscores. Agents ask for it by it."
        )
    ]
        string Name,
    ModelKind Kind,
    [property:
        Required,
        MaxLength(ModelAddress.Longest),
        Description("As https://api.openai.com/v1, http://localhost:11434/v1, https://api.anthropic.com.")
    ]
        string Url,
    [property: Required, MaxLength(200), Description("As its server calls it.")] string Model,
    [property: MinLength(1), MaxLength(1000), Secret, Description("Absent: none is sent.")] string? Key = null,
    [property:
        Range(0, ModelPrice.Largest),
        Description("What a million tokens cost that go in, in millionths of a US dollar: 3 dollars are 3000000.")
    ]
        long? InputPrice = null,
    [property: Range(0, ModelPrice.Largest), Description("The same for tokens that come out.")]
        long? OutputPrice = null,
    [property: Range(1000, 100_000_000), Description("How many tokens it takes, the answer's included.")]
        int? ContextTokens = null,
    [property: Range(1, 1000), Description("How many turns each server gives it at once; others wait.")] int AtOnce = 4,
    [property: Description("The class by which agents ask for it. Absent: told by the model's name.")]
        ModelSize? Size = null,
    [property: Uuid7, Description("An id made by the client, a UUID version 7, so that a repeated call adds nothing.")]
        Guid? Id = null
) : ICommand<ModelProviderView>, IValidatableObject
{
    private const int MostProviders = 20;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!ModelNames.IsName(Name))
            yield return new("It has letters, digits, dots, dashes and underscores only.", [nameof(Name)]);
        if (Key is not null && !ModelKeys.IsKey(Key))
            yield return new("A key has no blanks and no letters beyond ASCII.", [nameof(Key)]);
    }

    internal sealed class Handler(Repository<ModelProvider> providers, ModelKeys keys, OutboundHttp outbound)
        : IHandler<AddModelProvider, ModelProviderView>
    {
        public async Task<ModelProviderView> Handle(
            AddModelProvider command,
            OperationContext context,
            CancellationToken ct
        )
        {
            if ((await providers.List(context.Tenant, _ => true, ct)).Count >= MostProviders)
                throw RefusalException.Conflict(
                    "too_many_providers",
                    $"A tenant has {MostProviders} models at most. Remove one."
                );
            var provider = new ModelProvider
            {
                Id = command.Id ?? context.NewId(),
                Name = command.Name,
                Kind = command.Kind,
                Url = ModelAddress.Checked(command.Url, outbound),
                Model = command.Model,
                ContextTokens = command.ContextTokens,
                AtOnce = command.AtOnce,
                Size = command.Size,
            };
            provider.KeepKey(command.Key, keys, context.Tenant);
            provider.Charge(command.InputPrice, command.OutputPrice);
            providers.Add(context.Tenant, provider);
            context.Raise(new ModelProviderAdded(provider.Id, provider.Name));
            return ModelProviderView.Of(provider);
        }
    }

    // A record's own ToString would show the key.
    public override string ToString() => $"{nameof(AddModelProvider)} {Name}";
}

public sealed record ModelProviderAdded(Guid ModelProviderId, string Name) : Event;
