using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Steward.Tests.Security;

public sealed class OutboundHttpTests : IAsyncLifetime
{
    private readonly WebApplication server;
    private readonly SemaphoreSlim stopping = new(0);
    private int secretsServed;

    public OutboundHttpTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapGet("/hello", () => "hello");
        server.MapGet("/secret", () => $"secret {Interlocked.Increment(ref secretsServed)}");
        server.MapGet("/to", (string target) => Results.Redirect(target));
        server.MapGet("/huge", () => new string('a', 100_000));
        server.MapGet("/endless", Endless);
        server.MapGet("/headers", (HttpRequest request) => string.Join(' ', request.Headers.Keys.Order()));
    }

    private int Port => new Uri(server.Urls.Single()).Port;

    public async ValueTask InitializeAsync() => await server.StartAsync();

    public async ValueTask DisposeAsync()
    {
        stopping.Release();
        await server.DisposeAsync();
        stopping.Dispose();
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2a00::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void A_public_address_is_reached(string address) =>
        Assert.True(new OutboundHttp([]).MayReach("example.org", IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.0")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.0")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.255")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.0")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.0.0")]
    [InlineData("192.168.255.255")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::8.8.8.8")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:10.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:20::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:a00:1::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:808:808::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void An_address_that_is_not_public_is_not_reached_unless_it_is_listed(string text)
    {
        var address = IPAddress.Parse(text);

        Assert.False(new OutboundHttp([]).MayReach("example.org", address));
        Assert.False(new OutboundHttp(["auth.internal", "10.9.9.9"]).MayReach("example.org", address));
        Assert.True(new OutboundHttp(["example.org"]).MayReach("Example.ORG.", address));
        Assert.True(new OutboundHttp(["0.0.0.0/0", "::/0"]).MayReach("example.org", address));
    }

    [Theory]
    [InlineData("10.1.0.0/16", "10.1.255.255", true)]
    [InlineData("10.1.0.0/16", "::ffff:10.1.0.1", true)]
    [InlineData("10.1.0.0/16", "10.2.0.0", false)]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.1.2.3", "10.1.2.4", false)]
    [InlineData("[fd00::1]", "fd00::1", true)]
    [InlineData("fd00::/64", "fd00::ffff", true)]
    [InlineData("fd00::/64", "fd00:0:0:1::1", false)]
    public void The_operator_lists_addresses_and_networks(string entry, string address, bool reached) =>
        Assert.Equal(reached, new OutboundHttp([entry]).MayReach("example.org", IPAddress.Parse(address)));

    [Theory]
    [InlineData("")]
    [InlineData("10.1.0.0/33")]
    [InlineData("http://auth.internal")]
    [InlineData("auth.internal:8080")]
    [InlineData("*.internal")]
    public void An_entry_that_is_none_of_these_is_refused_with_its_text(string entry) =>
        Assert.Contains(
            $"'{entry}'",
            Assert.Throws<FormatException>(() => new OutboundHttp([entry])).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("127.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0.0.0.0")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::1]")]
    [InlineData("[::]")]
    public async Task No_spelling_of_this_machine_is_connected_to(string host)
    {
        using var client = new OutboundHttp([]).Client(new());

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.GetAsync($"http://{host}:{Port}/secret")
        );

        Assert.IsType<OutboundRefusedException>(refused.InnerException);
        Assert.Equal(0, secretsServed);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.0/8", "localhost")]
    [InlineData("localhost", "localhost")]
    public async Task What_the_operator_listed_is_connected_to(string entry, string host)
    {
        using var client = new OutboundHttp([entry]).Client(new());

        Assert.Equal("hello", await client.GetStringAsync($"http://{host}:{Port}/hello"));
    }

    [Fact]
    public async Task A_redirect_inwards_ends_at_the_door()
    {
        using var client = new OutboundHttp(["localhost"]).Client(new() { Redirects = 3 });
        var inwards = Uri.EscapeDataString($"http://127.0.0.1:{Port}/secret");

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.GetAsync($"http://localhost:{Port}/to?target={inwards}")
        );

        Assert.IsType<OutboundRefusedException>(refused.InnerException);
        Assert.Equal(0, secretsServed);
    }

    [Fact]
    public async Task A_redirect_to_what_is_allowed_is_followed_if_asked_for_and_not_for_ever()
    {
        var outbound = new OutboundHttp(["127.0.0.1"]);
        using var following = outbound.Client(new() { Redirects = 2 });
        using var staying = outbound.Client(new());
        var address = $"http://127.0.0.1:{Port}/to?target=";

        Assert.Equal("hello", await following.GetStringAsync($"{address}/hello"));
        Assert.Equal(HttpStatusCode.Redirect, (await staying.GetAsync($"{address}/hello")).StatusCode);

        var loop = Enumerable.Range(0, 5).Aggregate("/hello", (to, _) => $"/to?target={Uri.EscapeDataString(to)}");
        Assert.Equal(HttpStatusCode.Redirect, (await following.GetAsync($"http://127.0.0.1:{Port}{loop}")).StatusCode);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_or_too_slow_is_given_up()
    {
        var limits = new OutboundLimits { MaxBytes = 1_000, Timeout = TimeSpan.FromSeconds(1) };
        using var client = new OutboundHttp(["127.0.0.1"]).Client(limits);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync($"http://127.0.0.1:{Port}/huge"));
        await Assert.ThrowsAsync<TaskCanceledException>(() => client.GetAsync($"http://127.0.0.1:{Port}/endless"));
    }

    [Fact]
    public async Task Nothing_of_ours_is_told_to_the_other_side()
    {
        using var client = new OutboundHttp(["127.0.0.1"]).Client(new());
        using var activity = new System.Diagnostics.Activity("request").Start();

        Assert.Equal("Host User-Agent", await client.GetStringAsync($"http://127.0.0.1:{Port}/headers"));
    }

    private async Task Endless(HttpContext context)
    {
        await context.Response.WriteAsync("a", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await stopping.WaitAsync(context.RequestAborted);
    }
}
