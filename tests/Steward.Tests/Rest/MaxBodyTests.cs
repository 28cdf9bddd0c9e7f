using System.Net;
using System.Text;
using Steward.Tasks;

namespace Steward.Tests.Rest;

/// <summary>What <see cref="OperationAttribute.MaxBody"/> says, on the wire.</summary>
public sealed class MaxBodyTests(TestSteward steward) : IAsyncLifetime
{
    private const string Import = "/api/v1/tasks/imports";
    private const string Inspection = Import + "/inspection";

    private RestHost host = null!;
    private HttpClient client = null!;
    private Member ana = null!;

    public async ValueTask InitializeAsync()
    {
        host = await RestHost.Start(steward);
        ana = await steward.NewOwner();
        client = host.As(ana);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task More_than_the_server_takes_of_others_is_taken_for_an_import_only(bool isChunked)
    {
        // Just above the limit of the host, which is 1 MiB.
        var content = "title\n" + string.Concat(Enumerable.Repeat(new string('a', 499) + "\n", (1 << 20) / 500 + 1));
        var body = Encoding.UTF8.GetBytes(
            $"{{\"content\":\"{content.Replace("\n", "\\n", StringComparison.Ordinal)}\"}}"
        );
        Assert.InRange(body.Length, (1 << 20) + 1, (1 << 20) + 10_000);

        var seen = await Send(Inspection, body, isChunked);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.Equal(2098, (await seen.Body()).GetProperty("tasks").GetInt32());
        Assert.Equal("413 body_too_large", await (await Send("/api/v1/tasks", body, isChunked)).Problem());
        Assert.Empty((await ana.Run(new ListTasks())).Items);

        var imported = await Send(Import, body, isChunked);
        Assert.True(imported.IsSuccessStatusCode);
        Assert.Equal(2098, (await imported.Body()).GetProperty("tasks").GetInt32());
    }

    [Theory]
    [InlineData(Import, false)]
    [InlineData(Inspection, false)]
    [InlineData(Inspection, true)]
    public async Task More_than_64_MiB_is_refused_in_words(string path, bool isChunked)
    {
        var body = new byte[(64 << 20) + 1];
        body.AsSpan().Fill((byte)' ');

        var refused = await Send(path, body, isChunked);

        Assert.Contains("larger than this server takes", (await refused.Body()).GetProperty("detail").GetString());
        Assert.Equal("413 body_too_large", await refused.Problem());
    }

    [Fact]
    public async Task Of_who_is_not_signed_in_it_is_not_even_read()
    {
        using var stranger = host.Anonymous();
        using var request = Request(Import, new byte[2 << 20], isChunked: false);

        Assert.Equal("401 sign_in_required", await (await stranger.SendAsync(request, RestClient.Ct)).Problem());
    }

    private async Task<HttpResponseMessage> Send(string path, byte[] body, bool isChunked)
    {
        using var request = Request(path, body, isChunked);
        return await client.SendAsync(request, RestClient.Ct);
    }

    private static HttpRequestMessage Request(string path, byte[] body, bool isChunked) =>
        new(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new("application/json") { CharSet = "utf-8" } },
            },
            // The client waits for the server's word before it sends the body.
            Headers = { ExpectContinue = true, TransferEncodingChunked = isChunked },
        };
}
