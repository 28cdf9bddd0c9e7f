namespace Steward.Kernel;

/// <summary>Whoever reads an answer as a stream is given no more of it than that.</summary>
internal sealed class BoundedAnswers(HttpMessageHandler inner, long most) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var bounded = new StreamContent(
            new BoundedAnswerStream(await answer.Content.ReadAsStreamAsync(cancellationToken), most)
        );
        foreach (var header in answer.Content.Headers)
            bounded.Headers.TryAddWithoutValidation(header.Key, header.Value);
        answer.Content = bounded;
        return answer;
    }
}

/// <summary>Arrives where a stream is read, inside whatever the reader makes of it.</summary>
public sealed class TooLargeAnswerException() : IOException("The answer is larger than is taken.");
