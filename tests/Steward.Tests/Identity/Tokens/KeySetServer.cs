using System.Net;
using System.Text;

namespace Steward.Tests.Identity.Tokens;

/// <summary>The far end of an outside issuer's address, without a network.</summary>
internal sealed class KeySetServer : HttpMessageHandler
{
    private TaskCompletionSource gate = new();
    private (HttpStatusCode Status, string Body) answer;
    private int requests;

    public KeySetServer()
    {
        gate.SetResult();
        Client = new HttpClient(this, disposeHandler: false);
    }

    public HttpClient Client { get; }

    public int Requests => requests;

    public void Publish(params string[] jwks) => Answer(HttpStatusCode.OK, Encoding.UTF8.GetString(Keys.Set(jwks)));

    public void Fail() => Answer(HttpStatusCode.InternalServerError, "");

    public void Answer(HttpStatusCode status, string body) => answer = (status, body);

    public void Hold() => gate = new TaskCompletionSource();

    public void Release() => gate.SetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        Interlocked.Increment(ref requests);
        await gate.Task.WaitAsync(ct);
        return new HttpResponseMessage(answer.Status) { Content = new StringContent(answer.Body) };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Client.Dispose();
        base.Dispose(disposing);
    }
}
