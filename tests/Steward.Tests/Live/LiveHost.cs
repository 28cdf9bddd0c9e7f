using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Steward.Server.Live;
using Steward.Tests.Rest;

namespace Steward.Tests.Live;

/// <summary>The live feed on a real Kestrel, beside the REST surface that gives its tickets.</summary>
internal sealed class LiveHost : IAsyncDisposable
{
    private readonly RestHost rest;

    private LiveHost(RestHost rest) => this.rest = rest;

    public static async Task<LiveHost> Start(TestSteward steward, LiveOptions? options = null)
    {
        var feed = ActivatorUtilities.CreateInstance<LiveFeed>(steward.Services);
        return new(
            await RestHost.Start(
                steward,
                app => LiveEndpoint.Map(app, options ?? new()),
                services =>
                    services
                        .AddSingleton(feed)
                        .AddSingleton(steward.Services.GetRequiredService<LiveTickets>())
                        .AddSingleton(TimeProvider.System)
                        .AddHostedService(_ => feed)
            )
        );
    }

    public HttpClient As(Member member) => rest.As(member);

    public async Task<string> Ticket(Member member)
    {
        var answer = await rest.As(member).Send("POST", "/api/v1/live/tickets");
        return (await answer.Body()).GetProperty("ticket").GetString()!;
    }

    public async Task<HttpResponseMessage> Open(string ticket, string query = "", string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/live?ticket={ticket}{query}");
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        return await rest.Anonymous().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, RestClient.Ct);
    }

    public async Task<EventStream> Follow(Member member, string query = "", string? lastEventId = null)
    {
        var response = await Open(await Ticket(member), query, lastEventId);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new(new StreamReader(await response.Content.ReadAsStreamAsync(RestClient.Ct)));
    }

    public async Task<ClientWebSocket> Socket(Member member)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new UriBuilder(rest.Address)
            {
                Scheme = "ws",
                Path = "/api/v1/live",
                Query = "ticket=" + await Ticket(member),
            }.Uri,
            RestClient.Ct
        );
        return socket;
    }

    public Task Stop() => rest.Stop();

    public ValueTask DisposeAsync() => rest.DisposeAsync();
}

internal sealed record Said(string Event, string? Id, JsonElement Data);

internal sealed class EventStream(StreamReader reader) : IDisposable
{
    /// <summary>The next event; null: the stream has ended.</summary>
    public async Task<Said?> Next()
    {
        var fields = new Dictionary<string, string>();
        while (await reader.ReadLineAsync(RestClient.Ct) is { } line)
        {
            if (line.Length > 0)
                fields.Add(line[..line.IndexOf(':')], line[(line.IndexOf(':') + 2)..]);
            else
                return new(fields["event"], fields.GetValueOrDefault("id"), JsonElement.Parse(fields["data"]));
        }
        return null;
    }

    /// <summary>The next event that is no heartbeat.</summary>
    public async Task<Said?> NextBut(string skipped)
    {
        while (true)
            if (await Next() is var said && said?.Event != skipped)
                return said;
    }

    public void Dispose() => reader.Dispose();
}
