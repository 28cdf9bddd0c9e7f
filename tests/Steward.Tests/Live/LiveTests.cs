using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Steward.Server.Live;
using Steward.Tasks;
using Steward.Tests.Rest;

namespace Steward.Tests.Live;

public sealed class LiveTests(TestSteward steward)
{
    internal sealed class Sample : Sample<AddLiveTicket>
    {
        public override Task<AddLiveTicket> Of(World world) => Task.FromResult(new AddLiveTicket());
    }

    [Fact]
    public async Task A_ticket_stands_for_the_person_with_her_role()
    {
        var ana = await steward.NewOwner();
        var ticket = ((LiveTicket)(await ana.Call(new AddLiveTicket())).Result!).Ticket;

        var caller = await steward
            .Services.GetRequiredService<LiveTickets>()
            .Take(ticket, Caller.Anonymous(Surface.Live, "test"), TestContext.Current.CancellationToken);

        Assert.Equal((ana.Id, ana.Tenant, Role.Owner), (caller!.User, caller.Tenant, caller.Role));
    }

    [Fact]
    public async Task A_change_arrives_as_a_server_sent_event()
    {
        await using var host = await LiveHost.Start(steward);
        var ana = await steward.NewOwner();
        using var stream = await host.Follow(ana);
        Assert.Equal("opened", (await stream.Next())!.Event);

        await ana.Run(new AddTask("Pay the rent"));

        var said = (await stream.Next())!;
        Assert.Equal(("change", "add_task"), (said.Event, said.Data.GetProperty("operation").GetString()));
        Assert.Equal(said.Data.GetProperty("position").GetString(), said.Id);
    }

    [Fact]
    public async Task A_change_arrives_over_a_web_socket()
    {
        await using var host = await LiveHost.Start(steward);
        var ana = await steward.NewOwner();
        using var socket = await host.Socket(ana);
        Assert.Equal("opened", (await Receive(socket)).Event);

        await ana.Run(new AddTask("Pay the rent"));

        var said = await Receive(socket);
        Assert.Equal(("change", "add_task"), (said.Event, said.Data.GetProperty("operation").GetString()));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", RestClient.Ct);
    }

    [Fact]
    public async Task Who_comes_back_hears_what_it_missed_and_nothing_twice()
    {
        await using var host = await LiveHost.Start(steward);
        var ana = await steward.NewOwner();
        string position;
        using (var stream = await host.Follow(ana))
        {
            await stream.Next();
            await ana.Run(new AddTask("heard"));
            position = (await stream.Next())!.Id!;
        }
        await ana.Run(new AddTask("missed"));

        using var again = await host.Follow(ana, lastEventId: position);
        using var byQuery = await host.Follow(ana, $"&cursor={position}");

        foreach (var stream in new[] { again, byQuery })
        {
            Assert.Equal(("opened", position), ((await stream.Next()) is var o ? (o!.Event, o.Id) : default));
            Assert.Contains("missed", (await stream.Next())!.Data.GetProperty("summary").GetString());
        }
    }

    [Fact]
    public async Task Each_hears_only_what_it_may_see()
    {
        await using var host = await LiveHost.Start(steward);
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var bob = await steward.NewOwner("Bob");
        using var bens = await host.Follow(ben);
        await bens.Next();

        await bob.Run(new AddTask("Bob's"));
        await ana.Run(new AddNote("Ana's own " + TestSteward.NewId()));
        await ana.Run(new AddTask("for all"));

        Assert.Equal("add_task", (await bens.Next())!.Data.GetProperty("operation").GetString());
    }

    [Fact]
    public async Task A_ticket_opens_once_and_not_when_it_is_old()
    {
        await using var host = await LiveHost.Start(steward);
        var ana = await steward.NewOwner();
        var (used, old) = (await host.Ticket(ana), await host.Ticket(ana));
        (await host.Open(used)).EnsureSuccessStatusCode();
        await steward.ExecuteAsOwner(
            "UPDATE kernel.live_ticket SET expires_at = now() WHERE hash = $1",
            AddLiveTicket.Hash(old)
        );

        foreach (var ticket in new[] { used, old, "", "made-up", new string('x', 5000) })
            Assert.Equal("401 invalid_ticket", await (await host.Open(ticket)).Problem());
    }

    [Fact]
    public async Task The_feed_ends_when_the_session_does()
    {
        await using var host = await LiveHost.Start(steward, new() { Heartbeat = TimeSpan.FromMilliseconds(100) });
        var ana = await steward.NewOwner();
        using var stream = await host.Follow(ana);
        using var socket = await host.Socket(ana);
        Assert.Equal("opened", (await stream.Next())!.Event);
        Assert.Equal("heartbeat", (await stream.Next())!.Event);

        await steward.ExecuteAsOwner(
            "UPDATE identity.session SET ended_at = now() WHERE id = $1",
            ana.Caller.Credential.Id
        );

        var said = (await stream.NextBut("heartbeat"))!;
        Assert.Equal(("ended", "session_ended"), (said.Event, said.Data.GetProperty("code").GetString()));
        Assert.Null(await stream.Next());
        while ((await Receive(socket)).Event is not "ended") { }
        await socket.ReceiveAsync(new byte[100], RestClient.Ct);
        Assert.Equal((4401, "session_ended"), ((int)socket.CloseStatus!, socket.CloseStatusDescription));
    }

    [Fact]
    public async Task A_position_from_before_a_restore_is_gone()
    {
        await using var host = await LiveHost.Start(steward);
        var ana = await steward.NewOwner();
        await ana.Run(new AddTask("a"));

        var gone = await host.Open(await host.Ticket(ana), $"&cursor={new FeedPosition(0, 1, 1)}");
        var wrong = await host.Open(await host.Ticket(ana), "&cursor=nonsense");

        Assert.Equal("410 feed_restarted", await gone.Problem());
        Assert.Equal("422 invalid_input; /cursor invalid_cursor", await wrong.Problem());
    }

    [Fact]
    public async Task A_user_holds_a_bounded_number_of_connections()
    {
        await using var host = await LiveHost.Start(steward, new() { PerUser = 1 });
        var ana = await steward.NewOwner();
        var first = await host.Follow(ana);

        Assert.Equal("429 too_many_connections", await (await host.Open(await host.Ticket(ana))).Problem());

        using (await host.Follow(await steward.NewMember(ana.Tenant, Role.Member, "Ben")))
            first.Dispose();
        HttpResponseMessage again;
        do again = await host.Open(await host.Ticket(ana));
        while (!again.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_server_that_stops_says_so()
    {
        await using var host = await LiveHost.Start(steward);
        using var stream = await host.Follow(await steward.NewOwner());
        using var socket = await host.Socket(await steward.NewOwner());
        await stream.Next();
        await Receive(socket);

        await host.Stop();

        Assert.Equal("server_stopping", (await stream.Next())!.Data.GetProperty("code").GetString());
        Assert.Equal("server_stopping", (await Receive(socket)).Data.GetProperty("code").GetString());
        await socket.ReceiveAsync(new byte[100], RestClient.Ct);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_let_go()
    {
        var ana = await steward.NewOwner();
        var connection = new LiveConnection(
            ana.Caller,
            steward.Catalogue.Of(typeof(FollowChanges)),
            steward.Pipeline,
            new() { LongestWrite = TimeSpan.FromMilliseconds(50) },
            TimeProvider.System
        );
        var first = await connection.Begin(null, RestClient.Ct);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            connection.Run(new FullChannel(), first, new Bell(), RestClient.Ct)
        );
    }

    [Fact]
    public async Task A_preview_gives_no_ticket_and_an_agent_gets_none()
    {
        var ana = await steward.NewOwner();

        var preview = await ana.Preview(new AddLiveTicket());
        var refused = await ana.AsAgent().Refused(new AddLiveTicket());

        Assert.Contains("(new)", JsonSerializer.Serialize(preview.Result, Wire.Json));
        Assert.Equal("not_for_agents", refused.Code);
    }

    private static async Task<Said> Receive(WebSocket socket)
    {
        var buffer = new byte[16 << 10];
        var frame = await socket.ReceiveAsync(buffer, RestClient.Ct);
        var json = JsonElement.Parse(Encoding.UTF8.GetString(buffer, 0, frame.Count));
        return new(
            json.GetProperty("event").GetString()!,
            json.GetProperty("id").GetString(),
            json.GetProperty("data")
        );
    }

    /// <summary>The way to a client that has stopped reading.</summary>
    private sealed class FullChannel : ILiveChannel
    {
        public ValueTask Open() => default;

        public ValueTask Send(IEnumerable<LiveMessage> messages, CancellationToken ct) =>
            new(Task.Delay(Timeout.Infinite, ct));

        public ValueTask End(LiveEnd? end, CancellationToken ct) => default;
    }
}
