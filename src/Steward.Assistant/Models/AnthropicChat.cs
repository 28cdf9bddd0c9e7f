using Anthropic;
using Anthropic.Core;
using Microsoft.Extensions.AI;

namespace Steward.Assistant;

/// <summary>Anthropic's own client, sent through our transport and without what it would do by itself: retries, credentials of its surroundings, traces.</summary>
internal static class AnthropicChat
{
    private const int DefaultOutputTokens = 8192;

    public static IChatClient Create(
        HttpClient http,
        ModelProviderOptions provider,
        ModelLimits limits,
        TimeProvider time
    ) =>
        new AnthropicClient(
            new ClientOptions
            {
                HttpClient = http,
                Handlers = [new Transport(limits, time)],
                // The library adds the version to the path.
                BaseUrl =
                    provider.Url.AbsoluteUri.TrimEnd('/') is var url && url.EndsWith("/v1", StringComparison.Ordinal)
                        ? url[..^3]
                        : url,
                // Null as well is said, or it would look for a key of its own.
                ApiKey = provider.Key,
                MaxRetries = 0,
                Timeout = limits.Whole,
                OpenTelemetry = false,
            }
        ).AsIChatClient(provider.Model, DefaultOutputTokens);

    private sealed class Transport(ModelLimits limits, TimeProvider time) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var response = await base.SendAsync(request, cancellationToken);
            ModelAnswers.Check(response, time.GetUtcNow());
            var bounded = new StreamContent(
                new BoundedStream(
                    await response.Content.ReadAsStreamAsync(cancellationToken),
                    limits.EventBytes,
                    // The library puts tool calls together itself, and knows no bound.
                    limits.AnswerBytes * 32L
                )
            );
            foreach (var header in response.Content.Headers.Where(header => header.Key is not "Content-Length"))
                bounded.Headers.TryAddWithoutValidation(header.Key, header.Value);
            response.Content = bounded;
            return response;
        }
    }
}
