using System.Net.Sockets;
using System.Text;

namespace Steward.EndToEnd.Server;

/// <summary>What HttpClient does not let through.</summary>
public sealed class MalformedHttpTests(StewardFixture fixture) : IClassFixture<StewardFixture>
{
    private const string Post =
        "POST /api/v1/auth/sign_in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET /api/v1/tasks?text=\u00e9\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /api/v1/\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\nX-Correlation-Id: a\rb\r\n\r\n")]
    [InlineData("GET /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\nUser-Agent: a\0b\r\n\r\n")]
    [InlineData("GET /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer a\nX: b\r\n\r\n")]
    [InlineData("GET /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \xff\xc0\x80\r\n\r\n")]
    [InlineData("GET /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\nHost: example.org\r\n\r\n")]
    [InlineData("GET /api/v1/tasks HTTP/1.1\r\nHost: local host\r\n\r\n")]
    [InlineData("GET /api/v1/tasks HTTP/1.1\r\n\r\n")]
    [InlineData("GET http://169.254.169.254/api/v1/tasks HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /api/v1/tasks\r\n\r\n")]
    [InlineData("\0\0\0\0\r\n\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("TRACE /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData(Post + "Content-Length: -1\r\n\r\n{}")]
    [InlineData(Post + "Content-Length: 99999999999999999999\r\n\r\n{}")]
    [InlineData(Post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}")]
    [InlineData(Post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData(Post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")]
    [InlineData(Post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}")]
    [InlineData(Post + "Transfer-Encoding: gzip\r\n\r\n{}")]
    [InlineData(Post + "Content-Length: 20\r\n\r\n{}")]
    [InlineData(Post + "Content-Length: 2\r\nContent-Encoding: gzip\r\n\r\n{}")]
    [InlineData(Post + "Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData(Post + "Content-Length: 2\r\nCookie: steward_refresh=\xff;\xfe\r\n\r\n{}")]
    public async Task What_is_hardly_HTTP_is_refused_or_goes_unheard(string sent)
    {
        var steward = fixture.Steward;
        var root = steward.Client.BaseAddress!;
        using var client = new TcpClient();
        await client.ConnectAsync(root.Host, root.Port, Ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(sent), Ct);
        client.Client.Shutdown(SocketShutdown.Send);

        var answer = await Answer(stream).WaitAsync(TimeSpan.FromSeconds(30), Ct);

        Assert.True(
            answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal),
            $"{sent}\n{answer}"
        );
        Assert.Equal("", steward.Errors);
        using var health = await steward.Client.GetAsync("health/ready", Ct);
        Assert.True(health.IsSuccessStatusCode);
    }

    /// <summary>A server that closes before it has read everything resets the connection; its answer may be lost by that.</summary>
    private static async Task<string> Answer(NetworkStream stream)
    {
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, Ct) is var read and > 0)
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (IOException e)
            when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset }) { }
        return answer.ToString();
    }
}
