using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Steward.Assistant;
using Steward.Server.Hosting;
using Steward.Server.Rest;

namespace Steward.Tests.Rest;

/// <summary>The REST surface on a real Kestrel; who calls is told by a token that the test has made up.</summary>
public sealed class RestHost : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Caller> callers = new();
    private readonly WebApplication app;

    private RestHost(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public static async Task<RestHost> Start(
        TestSteward steward,
        Action<WebApplication>? map = null,
        Action<IServiceCollection>? configure = null
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(IPAddress.Loopback, 0);
                kestrel.Limits.MaxRequestBodySize = 1 << 20;
            });
        builder.Services.AddRoutingCore().AddLogging();
        builder.Services.AddSingleton(steward.Catalogue).AddSingleton(steward.Pipeline).AddSingleton<LargeBodies>();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<RunFeed>();
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        var host = new RestHost(app);
        app.UseMiddleware<ProblemAnswers>();
        app.Use(
            (http, next) =>
            {
                if (http.Request.Headers.Authorization.ToString() is { Length: > 0 } header)
                    http.Features.Set(new Authenticated(host.callers.GetValueOrDefault(header["Bearer ".Length..])));
                return next(http);
            }
        );
        app.UseRouting();
        app.MapRest();
        map?.Invoke(app);
        await app.StartAsync();
        return host;
    }

    public HttpClient Anonymous() =>
        new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = Address };

    /// <param name="member">Who calls.</param>
    /// <param name="kind">How the token begins.</param>
    public HttpClient As(Member member, string kind = "")
    {
        var token = kind + member.Caller.Credential.Id + member.Caller.Surface;
        callers[token] = member.Caller;
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

internal static class RestClient
{
    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static async Task<HttpResponseMessage> Send(
        this HttpClient client,
        string method,
        string path,
        string? json = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (json is not null)
            request.Content = Json(json);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, Ct);
    }

    public static async Task<System.Text.Json.JsonElement> Body(this HttpResponseMessage response) =>
        System.Text.Json.JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct));

    /// <summary>The code of a problem and, if it has errors, where they are.</summary>
    public static async Task<string> Problem(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var body = await response.Body();
        Assert.Equal((int)response.StatusCode, body.GetProperty("status").GetInt32());
        var errors = body.TryGetProperty("errors", out var list)
            ? list.EnumerateArray().Select(e => $"{e.GetProperty("pointer")} {e.GetProperty("code")}")
            : [];
        return string.Join("; ", [$"{(int)response.StatusCode} {body.GetProperty("code")}", .. errors]);
    }

    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
