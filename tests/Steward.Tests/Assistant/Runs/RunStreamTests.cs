using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Steward.Assistant;
using Steward.Tests.Rest;

namespace Steward.Tests.Assistant;

/// <summary>A run as it is read along over HTTP, on the node that works on it and on another one.</summary>
public sealed class RunStreamTests(TestSteward steward)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task The_steps_come_as_they_happen_and_once_each(bool onItsNode)
    {
        await using var stage = await RunStage.Of(steward, works: false);
        var node = await stage.Work();
        await using var host = await RestHost.Start(
            steward,
            configure: services =>
            {
                if (onItsNode)
                    services.AddSingleton(node.Services.GetRequiredService<RunFeed>());
            }
        );
        stage.Model.Then(
            Turn.TextAndCalls("I add it.", ("add_task", """{"title": "Milk"}""")),
            Turn.Text("Milk is on the list, as you wished.").Slowly(TimeSpan.FromMilliseconds(15))
        );
        using var client = host.As(stage.Ana);
        var conversation = await stage.NewConversation();

        using var answer = await Open(
            client,
            HttpMethod.Post,
            $"/api/v1/conversations/{conversation}/messages",
            """{"text": "Add milk", "agent": "steward"}"""
        );
        stage.Wake();
        var events = await Read(answer);

        Assert.Equal(
            (202, "text/event-stream"),
            ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType)
        );
        Assert.Equal("I add it.", Text(events, 1));
        Assert.Equal("Milk is on the list, as you wished.", Text(events, 5));
        Assert.Equal(
            ["call", "usage", "result", "usage", "end"],
            events.Where(one => one.Name == "step").Select(one => one.Data.GetProperty("kind").GetString())
        );
        Assert.Equal(("run", "end"), (events[0].Name, events[^1].Name));
        if (onItsNode)
            Assert.InRange(events.Count(one => one.Name == "text"), 3, 30);

        // Whoever comes back with any of the ids gets the rest, and nothing twice.
        var run = events[0].Data.GetProperty("run_id").GetGuid();
        foreach (var (name, id, data) in events.Where(one => one.Id is not null))
        {
            using var again = await Open(client, HttpMethod.Get, $"/api/v1/runs/{run}/steps", null, id);
            var rest = await Read(again);
            var at = events.FindIndex(one => one.Id == id);
            Assert.Equal(200, (int)again.StatusCode);
            Assert.Equal(Told(events.Skip(at + 1)), Told(rest.Skip(1)));
        }
    }

    [Fact]
    public async Task Nobody_reads_along_in_anothers_run()
    {
        await using var stage = await RunStage.Of(steward);
        await using var host = await RestHost.Start(steward);
        stage.Model.Then(Turn.Text("Hello."));
        var run = await stage.Say("Hello");
        var ben = await steward.NewMember(stage.Ana.Tenant, Role.Member, "Ben");

        foreach (var stranger in new[] { ben, await steward.NewOwner("Bob") })
        {
            using var client = host.As(stranger);
            using var answer = await Open(client, HttpMethod.Get, $"/api/v1/runs/{run.Id}/steps", null);
            Assert.Equal(404, (int)answer.StatusCode);
        }
    }

    private static async Task<HttpResponseMessage> Open(
        HttpClient client,
        HttpMethod method,
        string path,
        string? body,
        string? last = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, RestClient.Ct);
    }

    private static async Task<List<(string Name, string? Id, JsonElement Data)>> Read(HttpResponseMessage answer)
    {
        var events = new List<(string, string?, JsonElement)>();
        await using var stream = await answer.Content.ReadAsStreamAsync(RestClient.Ct);
        string? id = null;
        await foreach (var item in System.Net.ServerSentEvents.SseParser.Create(stream).EnumerateAsync(RestClient.Ct))
            events.Add((item.EventType, item.EventId == id ? null : id = item.EventId, JsonElement.Parse(item.Data)));
        return events;
    }

    private static string Text(IEnumerable<(string Name, string? Id, JsonElement Data)> events, int number) =>
        string.Concat(
            events
                .Where(one => one.Name == "text" && one.Data.GetProperty("number").GetInt32() == number)
                .Select(one => one.Data.GetProperty("text").GetString())
        );

    /// <summary>However the words are cut.</summary>
    private static string Told(IEnumerable<(string Name, string? Id, JsonElement Data)> events) =>
        string.Concat(
            events.Select(one =>
                one.Name == "text"
                    ? one.Data.GetProperty("text").GetString()
                    : $"\n{one.Name} {one.Data.GetRawText()}\n"
            )
        );
}
