using System.ClientModel;
using Microsoft.Extensions.DependencyInjection;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Models;
using Steward.Assistant;
using Steward.Server.OpenAI;
using Steward.Tests.Rest;

namespace Steward.Tests.Assistant;

/// <summary>Ana's household on a node that works on its runs and serves them over HTTP, REST and <c>/v1</c> alike.</summary>
internal sealed class ServingStage : IAsyncDisposable
{
    private readonly RunStage stage;

    private ServingStage(RunStage stage, RestHost host) => (this.stage, Host) = (stage, host);

    public RestHost Host { get; }
    public Member Ana => stage.Ana;
    public ScriptedModel Model => stage.Model;

    public static async Task<ServingStage> Of(TestSteward steward, bool hasModel = true)
    {
        var stage = await RunStage.Of(steward, works: false);
        var node = await stage.Work(hasModel);
        var host = await RestHost.Start(
            steward,
            app => app.MapOpenAI(),
            services =>
                services
                    .AddSingleton(node.Services.GetRequiredService<Catalogue>())
                    .AddSingleton(node.Services.GetRequiredService<Pipeline>())
                    .AddSingleton(node.Services.GetRequiredService<RunFeed>())
        );
        return new(stage, host);
    }

    public ChatClient Chat(string model = "steward") => new(model, new ApiKeyCredential(Token()), Options);

    public OpenAIModelClient Models() => new(new ApiKeyCredential(Token()), Options);

    public string Token(Member? member = null, string kind = "") =>
        Host.As(member ?? Ana, kind).DefaultRequestHeaders.Authorization!.Parameter!;

    public async Task<HttpResponseMessage> Post(
        string json,
        Member? member = null,
        params (string Name, string Value)[] headers
    )
    {
        using var client = Host.As(member ?? Ana);
        return await client.Send("POST", "v1/chat/completions", json, headers);
    }

    /// <summary>The newest run of Ana's.</summary>
    public async Task<RunView> LastRun()
    {
        var conversation = (await Ana.Run(new ListConversations())).Items[0];
        return (await Ana.Run(new ListRuns(conversation.Id))).Items[0];
    }

    public Task<RunView> End(Guid run) => stage.End(run, alsoWaiting: false);

    public Task<IReadOnlyList<StepView>> Steps(Guid run) => stage.Steps(run);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await stage.DisposeAsync();
    }

    /// <summary>What fails is to be seen as it is, and not tried again.</summary>
    private OpenAIClientOptions Options =>
        new()
        {
            Endpoint = new(Host.Address, "v1"),
            RetryPolicy = new System.ClientModel.Primitives.ClientRetryPolicy(maxRetries: 0),
        };
}
