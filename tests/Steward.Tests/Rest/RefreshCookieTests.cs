using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Steward.Tests.Rest;

public sealed class RefreshCookieTests(TestSteward steward) : IAsyncLifetime
{
    private const string Password = "a long enough pass phrase";

    private RestHost host = null!;
    private HttpClient client = null!;
    private string email = "";

    public async ValueTask InitializeAsync()
    {
        host = await RestHost.Start(steward);
        client = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = host.Address };
        email = $"ana@{TestSteward.NewId():n}.example";
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_browsers_refresh_token_stands_in_a_cookie_that_no_script_reads_and_in_no_body()
    {
        var (cookie, line) = await SignUp();

        Assert.StartsWith("steward_refresh=stwr_", cookie);
        foreach (var part in new[] { "httponly", "samesite=strict", "path=/api/v1/auth", "expires=" })
            Assert.Contains(part, line);
    }

    [Fact]
    public async Task It_is_taken_from_pages_of_this_server_only()
    {
        var (cookie, _) = await SignUp();
        var own = host.Address.GetLeftPart(UriPartial.Authority);

        foreach (var path in new[] { "refresh", "sign_out" })
        {
            Assert.Equal("403 cross_origin", await Refused(path, cookie));
            Assert.Equal("403 cross_origin", await Refused(path, cookie, ("Origin", "https://evil.example")));
            Assert.Equal("403 cross_origin", await Refused(path, cookie, ("Origin", "null")));
            Assert.Equal(
                "403 cross_origin",
                await Refused(path, cookie, ("Origin", own), ("Sec-Fetch-Site", "cross-site"))
            );
        }

        var refreshed = await Send("refresh", cookie, ("Origin", own));
        Assert.Equal(HttpStatusCode.OK, refreshed.StatusCode);
        var next = refreshed.Header("Set-Cookie")!.Split(';')[0];
        Assert.NotEqual(cookie, next);
        Assert.Equal(
            System.Text.Json.JsonValueKind.Null,
            (await refreshed.Body()).GetProperty("refresh_token").ValueKind
        );

        var signedOut = await Send("sign_out", next, ("Sec-Fetch-Site", "same-origin"));
        Assert.StartsWith("steward_refresh=;", signedOut.Header("Set-Cookie"));
        Assert.Equal("401 session_ended", await Refused("refresh", next, ("Sec-Fetch-Site", "same-origin")));
    }

    private async Task<(string Cookie, string Line)> SignUp()
    {
        var answer = await client.Send(
            "POST",
            "/api/v1/auth/sign_up",
            $$"""{"email":"{{email}}","password":"{{Password}}","display_name":"Ana","tenant_name":"Home","session":"cookie"}"""
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await answer.Body()).GetProperty("refresh_token").ValueKind);
        var line = answer.Header("Set-Cookie")!;
        return (line.Split(';')[0], line.ToLowerInvariant());
    }

    private async Task<string> Refused(string path, string cookie, params (string, string)[] headers) =>
        await (await Send(path, cookie, headers)).Problem();

    private Task<HttpResponseMessage> Send(string path, string cookie, params (string, string)[] headers) =>
        client.Send("POST", "/api/v1/auth/" + path, null, [("Cookie", cookie), .. headers]);
}
