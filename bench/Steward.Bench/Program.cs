using System.Text.Json;
using Npgsql;
using Steward.Bench;
using Steward.Server.EmbeddedPostgres;

if (args is ["floor", var connection, var floorPort, var floorTenant])
{
    await Floor.Serve(
        connection,
        int.Parse(floorPort, System.Globalization.CultureInfo.InvariantCulture),
        Guid.Parse(floorTenant)
    );
    return 0;
}

if (args.Contains("phrases"))
    return PhraseRate.Run(args.Contains("--check"));

if (args.Contains("intents"))
    return await IntentRate.Run(args.Contains("--check"));

if (args.Contains("agents"))
    return await AgentLoad.Measure(args.Contains("--check"));

if (args is ["import", ..])
{
    await ImportRun.Measure();
    return 0;
}

var seconds = args.Contains("--short") ? 2 : 5;
int[] sizes = args.Contains("--quick") ? [10_000] : [10_000, 1_000_000];
const int Port = 18080,
    FloorPort = 18081;
var data = Directory.CreateTempSubdirectory("steward-bench-").FullName;
var results = new List<Result>();
try
{
    await using var server = await ServerUnderTest.Serve(Port, data);
    var ana = await server.SignUp();
    var postgres =
        PostgresServer.Running(data) ?? throw new InvalidOperationException("The private PostgreSQL was not found.");
    await using var floor = await ServerUnderTest.Start(
        Environment.ProcessPath!,
        FloorPort,
        "/noop",
        "floor",
        postgres.OwnerConnectionString,
        $"{FloorPort}",
        $"{ana.Tenant}"
    );
    server.Postgres = floor.Postgres = int.Parse(
        File.ReadLines(Path.Combine(data, "postgres", "postmaster.pid")).First(),
        System.Globalization.CultureInfo.InvariantCulture
    );
    await using var database = NpgsqlDataSource.Create(postgres.OwnerConnectionString);

    if (args.Contains("query"))
    {
        var queries = await new QueryLoad(server, database, args.Contains("--short")).Run(
            args.Contains("--quick") ? [10_000, 100_000] : [10_000, 100_000, 1_000_000]
        );
        Console.WriteLine(QueryLoad.Header);
        queries.ForEach(Console.WriteLine);
        return args.Contains("--check") && !queries.TrueForAll(query => query.Reached) ? 1 : 0;
    }

    foreach (var size in sizes)
    {
        var ids = await Seed.Fill(database, ana, size);
        var headers = new[] { $"Authorization: Bearer {await server.SignIn()}", "Content-Type: application/json" };
        string[] mcp = [.. headers, "Accept: application/json, text/event-stream", "MCP-Protocol-Version: 2025-11-25"];

        using var get = new Load("get", server, headers, ids.Select(id => $"GET\t/api/v1/tasks/{id}"));
        using var floorGet = new Load("get", floor, headers, ids.Select(id => $"GET\t/tasks/{id}"));
        using var list = new Load("list", server, headers, ["GET\t/api/v1/tasks"]);
        using var floorList = new Load("list", floor, headers, ["GET\t/tasks"]);
        var task = JsonSerializer.Serialize(new { title = "Pay the rent", notes = "By Friday, to the landlord" });
        using var add = new Load("add", server, headers, [$"POST\t/api/v1/tasks\t{task}"]);
        using var floorAdd = new Load("add", floor, headers, [$"POST\t/tasks\t{task}"]);
        using var call = new Load("call", server, mcp, ids.Select(id => $"POST\t/mcp\t{ToolCall(id)}"));

        foreach (
            var comparison in new Comparison[]
            {
                new("GET by id / raw SELECT", size, get, floorGet, 0.65),
                new("list of 50 / raw SELECT", size, list, floorList, 0.70),
                new("add / raw INSERT", size, add, floorAdd, 0.55),
                new("MCP tools/call get_task / REST GET", size, call, get, 0.60),
            }.Where(comparison =>
                args.FirstOrDefault(arg => !arg.StartsWith('-')) is not { } only || comparison.Steward.Name == only
            )
        )
        {
            results.Add(await comparison.Run(seconds));
            Console.Error.WriteLine(results[^1]);
        }
    }
}
finally
{
    Directory.Delete(data, recursive: true);
}

Console.WriteLine(Result.Header);
results.ForEach(Console.WriteLine);
return args.Contains("--check") && !results.TrueForAll(result => result.Reached) ? 1 : 0;

static string ToolCall(Guid id) =>
    JsonSerializer.Serialize(
        new
        {
            jsonrpc = "2.0",
            id = 1,
            method = "tools/call",
            @params = new { name = "get_task", arguments = new { task_id = id } },
        }
    );
