using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Steward.Assistant;

namespace Steward.Tests.Assistant;

/// <summary>A Steward of its own over the run's database, with these models and little patience.</summary>
internal sealed class ModelStage : IAsyncDisposable
{
    public static readonly ModelLimits Hasty = new()
    {
        FirstToken = TimeSpan.FromSeconds(2),
        BetweenTokens = TimeSpan.FromSeconds(1),
        Whole = TimeSpan.FromSeconds(60),
        Pause = TimeSpan.FromMilliseconds(5),
        FailuresWithin = TimeSpan.FromSeconds(20),
    };

    private readonly ServiceProvider services;

    public ModelStage(TestSteward steward, ModelLimits limits, params ModelProviderOptions[] providers)
        : this(steward, limits, new OutboundHttp(["127.0.0.1"]), providers) { }

    public ModelStage(
        TestSteward steward,
        ModelLimits limits,
        OutboundHttp outbound,
        params ModelProviderOptions[] providers
    )
    {
        services = TestSteward.NewServices(
            NpgsqlDataSource.Create(steward.ServerConnectionString),
            services =>
                services
                    .AddSingleton(new ModelOptions { Providers = providers, Limits = limits })
                    .AddSingleton(outbound)
        );
        Models = services.GetRequiredService<Steward.Assistant.Models>();
    }

    public Steward.Assistant.Models Models { get; }

    public static ModelProviderOptions Provider(string name, ScriptedModel model) =>
        new(name, ModelKind.Openai, model.Url, $"{name}-1") { Key = $"sk-secret-of-{name}-0123456789" };

    public static ModelCall Call(TenantId? tenant = null, string text = "What is due?", string? model = null) =>
        new(
            tenant ?? new TenantId(TestSteward.NewId()),
            model,
            [new(ChatRole.System, "You are Steward."), new(ChatRole.User, text)],
            [Tool]
        );

    public static AIFunctionDeclaration Tool { get; } =
        AIFunctionFactory.CreateDeclaration(
            "add_task",
            "Adds a task.",
            System.Text.Json.JsonElement.Parse("""{"type":"object","properties":{"title":{"type":"string"}}}""")
        );

    public async Task<Answer> Ask(ModelCall call, CancellationToken ct = default)
    {
        var updates = new List<ChatResponseUpdate>();
        try
        {
            await foreach (var update in Models.Stream(call, ct))
                updates.Add(update);
            return new(updates, null);
        }
        catch (ModelException fault)
        {
            return new(updates, fault);
        }
    }

    public Task<Answer> Ask(string? model = null) => Ask(Call(model: model));

    public Task<Outcome> Run(Caller caller, IOperation operation) =>
        services
            .GetRequiredService<Pipeline>()
            .Run(
                new()
                {
                    Operation = services.GetRequiredService<Catalogue>().Of(operation.GetType()),
                    Caller = caller,
                    Input = () => new(operation),
                },
                default
            );

    public ValueTask DisposeAsync() => services.DisposeAsync();

    internal sealed record Answer(IReadOnlyList<ChatResponseUpdate> Updates, ModelException? Fault)
    {
        public string Text => string.Concat(Updates.Select(update => update.Text));
        public string? Provider => Property("provider");
        public string? Notice => Property("notice");
        public ModelPrice? Price =>
            Updates is [var first, ..] ? first.AdditionalProperties?.GetValueOrDefault("price") as ModelPrice : null;
        public IReadOnlyList<FunctionCallContent> Calls =>
            [.. Updates.SelectMany(update => update.Contents).OfType<FunctionCallContent>()];
        public UsageContent? Usage =>
            Updates is [.., var last] ? last.Contents.OfType<UsageContent>().SingleOrDefault() : null;

        private string? Property(string name) =>
            Updates is [var first, ..] ? first.AdditionalProperties?.GetValueOrDefault(name) as string : null;
    }
}
