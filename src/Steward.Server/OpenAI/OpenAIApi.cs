using Steward.Server.Rest;

namespace Steward.Server.OpenAI;

/// <summary>
/// What programs speak that know OpenAI's chat completions: an agent is the model. Thin: each request is a conversation and a message
/// through the pipeline, as a caller who is no person in a session.
/// https://platform.openai.com/docs/api-reference/chat
/// </summary>
internal static class OpenAIApi
{
    public const string Root = "/v1";

    public static void MapOpenAI(this IEndpointRouteBuilder app)
    {
        var services = app.ServiceProvider;
        var follower = ActivatorUtilities.CreateInstance<RunFollower>(services);
        var models = ActivatorUtilities.CreateInstance<ModelList>(services);
        var chat = ActivatorUtilities.CreateInstance<ChatCompletions>(services, follower);
        var group = app.MapGroup(Root);
        group.MapGet("/models", models.List);
        group.MapGet("/models/{model}", models.Get);
        group.MapPost("/chat/completions", chat.Answer);
    }
}
