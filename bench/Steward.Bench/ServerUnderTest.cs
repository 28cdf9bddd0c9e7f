using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Steward.Bench;

/// <summary>A process of ours on 127.0.0.1 that ends with this one's use of it.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private const string Ana = "ana@bench.example";
    private const string Password = "a long enough password";

    private readonly Process process;

    private ServerUnderTest(Process process, string address)
    {
        this.process = process;
        Address = address;
    }

    public string Address { get; }

    /// <summary>The process id of the PostgreSQL that it works with.</summary>
    public int Postgres { get; set; }

    public (double Server, double Postgres) ProcessorTime() =>
        (Bench.ProcessorTime.Of(process.Id), Bench.ProcessorTime.OfTree(Postgres));

    /// <summary>What the server has had in memory at most, as Linux counts it.</summary>
    public int PeakMegabytes() =>
        File.ReadLines($"/proc/{process.Id}/status")
            .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(line => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], null) / 1024)
            .First();

    /// <summary>Steward itself, over its own data.</summary>
    public static Task<ServerUnderTest> Serve(
        int port,
        string data,
        IReadOnlyDictionary<string, string>? settings = null
    ) =>
        Start(
            Path.Combine(Repository.Root(), "artifacts/bin/Steward.Server/release/steward"),
            port,
            "/health/ready",
            settings ?? new Dictionary<string, string>(),
            "serve",
            "--data",
            data,
            "--port",
            $"{port}"
        );

    public static Task<ServerUnderTest> Start(string program, int port, string probe, params string[] arguments) =>
        Start(program, port, probe, new Dictionary<string, string>(), arguments);

    public static async Task<ServerUnderTest> Start(
        string program,
        int port,
        string probe,
        IReadOnlyDictionary<string, string> settings,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        // What is measured is the work, not its limits.
        foreach (var (key, value) in Unlimited.Concat(settings))
            start.Environment[key] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var server = new ServerUnderTest(process, $"http://127.0.0.1:{port}");
        using var http = new HttpClient();
        for (var tries = 0; tries < 200; tries++)
        {
            try
            {
                if ((await http.GetAsync(server.Address + probe)).IsSuccessStatusCode)
                    return server;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // Not listening yet.
            }
            await Task.Delay(100);
        }
        throw new InvalidOperationException($"{program} did not start.");
    }

    /// <summary>A person with a household of their own.</summary>
    public async Task<SignedUp> SignUp(string email = Ana)
    {
        using var http = new HttpClient();
        var answer = await http.PostAsJsonAsync(
            Address + "/api/v1/auth/sign_up",
            new
            {
                email,
                password = Password,
                display_name = "Ana",
                tenant_name = "Bench",
                time_zone = "Europe/Berlin",
            }
        );
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode
            ? new(
                body.GetProperty("access_token").GetString()!,
                body.GetProperty("tenant").GetProperty("id").GetGuid(),
                body.GetProperty("user").GetProperty("id").GetGuid()
            )
            : throw new InvalidOperationException($"Signing up failed: {body}");
    }

    /// <summary>Access tokens live for ten minutes; a benchmark takes longer.</summary>
    public async Task<string> SignIn(string email = Ana)
    {
        using var http = new HttpClient();
        var answer = await http.PostAsJsonAsync(Address + "/api/v1/auth/sign_in", new { email, password = Password });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static readonly Dictionary<string, string> Unlimited = new()
    {
        ["STEWARD__LIMITS__USER_BURST"] = "0",
        ["STEWARD__LIMITS__ADDRESS_BURST"] = "0",
        ["STEWARD__LOG__REQUESTS"] = "false",
        ["STEWARD__SIGNUP"] = "open",
    };
}

internal sealed record SignedUp(string Token, Guid Tenant, Guid User);
