using System.Net;
using System.Text;
using Steward.Server.Rest;

namespace Steward.Tests.Rest;

/// <summary>Files may be large, and only a few of them are worked on at once.</summary>
public sealed class LargeBodiesTests(TestSteward steward) : IAsyncLifetime
{
    private const string Imports = "/api/v1/tasks/imports/inspection";
    private const int Length = 2 << 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RestHost host = null!;
    private HttpClient client = null!;
    private HttpClient others = null!;

    public async ValueTask InitializeAsync()
    {
        host = await RestHost.Start(steward);
        client = host.As(await steward.NewOwner());
        others = host.As(await steward.NewOwner());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        others.Dispose();
        await host.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task One_more_than_are_worked_on_at_once_is_asked_to_come_again()
    {
        using var third = host.As(await steward.NewOwner());
        var slow = new List<SlowBody> { new(), new() };
        var first = new[] { await Begun(client, slow[0], Ct), await Begun(others, slow[1], Ct) };

        using var more = await Whole(third);
        using var small = await client.Send("POST", Imports, """{ "content": "title\nMilk" }""");
        slow.ForEach(body => body.GoOn());
        var answers = await Task.WhenAll(first);
        using var again = await Whole(third);

        Assert.Equal(LargeBodies.AtOnce, slow.Count);
        Assert.Equal("busy", (await more.Body()).GetProperty("code").GetString());
        Assert.Equal((429, "5"), ((int)more.StatusCode, more.Headers.RetryAfter?.ToString()));
        Assert.All(answers.Append(small).Append(again), answer => Assert.Equal(200, (int)answer.StatusCode));
    }

    [Fact(Timeout = 60_000)]
    public async Task One_user_sends_one_at_a_time()
    {
        var slow = new SlowBody();
        var first = await Begun(client, slow, Ct);

        using var second = await Whole(client);
        using var other = await Whole(others);
        slow.GoOn();
        using var answer = await first;

        Assert.Equal("busy", (await second.Body()).GetProperty("code").GetString());
        Assert.Equal((200, 200), ((int)other.StatusCode, (int)answer.StatusCode));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_breaks_off_gives_his_turn_back()
    {
        foreach (var user in new[] { client, others })
        {
            using var leaves = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var cut = await Begun(user, new SlowBody(), leaves.Token);
            await leaves.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cut);
        }

        HttpStatusCode status;
        do
        {
            using var answer = await Whole(client);
            status = answer.StatusCode;
        } while (status is HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    /// <summary>Sends half of it once the server asks for the body, which it does when it has let the request in.</summary>
    private static async Task<Task<HttpResponseMessage>> Begun(HttpClient client, SlowBody body, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Imports) { Content = body };
        request.Headers.ExpectContinue = true;
        var answer = client.SendAsync(request, ct);
        await body.Began;
        return answer;
    }

    private static Task<HttpResponseMessage> Whole(HttpClient client)
    {
        var body = new SlowBody();
        body.GoOn();
        return client.PostAsync(Imports, body, Ct);
    }

    /// <summary>Half of it is sent, and the rest when the test says so.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly TaskCompletionSource began = new();
        private readonly TaskCompletionSource mayGoOn = new();

        public SlowBody() => Headers.ContentType = new("application/json");

        public Task Began => began.Task;

        public void GoOn() => mayGoOn.TrySetResult();

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, Ct);

        protected override async Task SerializeToStreamAsync(
            Stream stream,
            TransportContext? context,
            CancellationToken ct
        )
        {
            var bytes = Encoding.ASCII.GetBytes("""{"content":"title\nMilk\n""" + new string(' ', Length) + "\"}");
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), ct);
            await stream.FlushAsync(ct);
            began.TrySetResult();
            await mayGoOn.Task.WaitAsync(ct);
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2), ct);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
