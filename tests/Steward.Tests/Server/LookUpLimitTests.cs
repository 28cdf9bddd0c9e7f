using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Steward.Identity;
using Steward.Server.Configuration;
using Steward.Server.Hosting;
using Steward.Tests.Identity;
using Steward.Tests.Identity.Tokens;

namespace Steward.Tests.Server;

public sealed class LookUpLimitTests(TestSteward steward)
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task Made_up_keys_are_refused_unasked_and_keep_out_nobody_who_is_known()
    {
        var ana = await steward.SignUp();
        var added = await ana.Me.Run(
            new AddApiKey("Backup", [Scopes.ReadTasks], TimeProvider.System.GetUtcNow().AddDays(1))
        );
        var authentication = Authentication(new Rate(1, 3));
        Assert.Equal(ana.Id, (await Ask(authentication, added.Key)).KnownCaller?.User);

        var answers = new List<HttpContext>();
        for (var i = 0; i < 20; i++)
            answers.Add(await Ask(authentication, SecretToken.New(SecretToken.ApiKey)));

        var refused = answers.First(answer => answer.Response.StatusCode == 429);
        Assert.Equal("1", refused.Response.Headers.RetryAfter);
        Assert.Equal(200, answers[0].Response.StatusCode);
        Assert.Equal(ana.Id, (await Ask(authentication, added.Key)).KnownCaller?.User);
        time.Now += TimeSpan.FromMinutes(5);
        Assert.Equal(ana.Id, (await Ask(authentication, added.Key)).KnownCaller?.User);
        var elsewhere = await Ask(authentication, SecretToken.New(SecretToken.ApiKey), "203.0.113.9");
        Assert.Equal(200, elsewhere.Response.StatusCode);
    }

    [Fact]
    public async Task A_burst_of_0_is_no_limit()
    {
        var authentication = Authentication(new Rate(1, 0));
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await Ask(authentication, SecretToken.New(SecretToken.ApiKey))).Response.StatusCode);
    }

    private Authentication Authentication(Rate rate)
    {
        var node = steward.Services;
        var authenticator = new Authenticator(
            node.GetRequiredService<IServiceScopeFactory>(),
            node.GetRequiredService<SigningKeys>(),
            node.GetRequiredService<AccessTokens>(),
            node.GetRequiredService<OutsideIssuers>(),
            time
        );
        return new(_ => Task.CompletedTask, authenticator, new LookUpLimit(rate));
    }

    private static async Task<HttpContext> Ask(Authentication authentication, string token, string from = "203.0.113.8")
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(from);
        http.Request.Headers.Authorization = $"Bearer {token}";
        await authentication.Invoke(http);
        return http;
    }
}
