using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Steward.Assistant;

/// <summary>
/// Chat completions as OpenAI has them, and as they are spoken elsewhere: without usage, without ids or places of tool calls, with empty
/// choices. OpenAI's own library throws at much of that, and keeps an endless answer; so this reads the events itself. Chunks that hold
/// nothing to show come out as empty updates: they tell that the server is alive.
/// </summary>
internal sealed class OpenAIChat(HttpClient http, ModelProviderOptions provider, ModelLimits limits, TimeProvider time)
    : IChatClient
{
    private readonly Uri address = new(provider.Url.AbsoluteUri.TrimEnd('/') + "/chat/completions");

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ReadOnlyMemoryContent(OpenAIRequest.Write(provider, messages, options))
            {
                Headers = { ContentType = new("application/json") },
            },
        };
        if (provider.Key is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        ModelAnswers.Check(response, time.GetUtcNow());
        await using var stream = new BoundedStream(
            await response.Content.ReadAsStreamAsync(cancellationToken),
            limits.EventBytes,
            limits.WireBytes
        );
        var answer = new OpenAIAnswer(limits);
        if (response.Content.Headers.ContentType?.MediaType is "application/json")
        {
            using var whole = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
            yield return answer.Read(whole.RootElement);
        }
        else
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
            {
                if (item.Data is "[DONE]")
                {
                    answer.End();
                    break;
                }
                if (item.Data.Length == 0)
                    continue;
                using var chunk = JsonDocument.Parse(item.Data);
                yield return answer.Read(chunk.RootElement);
            }
        foreach (var update in answer.Rest())
            yield return update;
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    // The client belongs to all providers.
    public void Dispose() { }
}
