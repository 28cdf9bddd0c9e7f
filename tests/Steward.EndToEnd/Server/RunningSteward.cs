using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Steward.EndToEnd.EmbeddedPostgres;

namespace Steward.EndToEnd.Server;

/// <summary>
/// The program <c>steward serve</c> on a free port, with a PostgreSQL of its own in a throwaway folder unless the settings name another.
/// </summary>
internal sealed class RunningSteward : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> lines = [];
    private readonly List<string> errors = [];

    private RunningSteward(
        string dataFolder,
        (string Name, string Value)[] settings,
        int port = 0,
        params string[] arguments
    )
    {
        // Tests that run in the background of a shell ignore Ctrl-C; what they start would, too.
        var start = new ProcessStartInfo("env")
        {
            ArgumentList =
            {
                "--default-signal=INT",
                Path.Combine(AppContext.BaseDirectory, "steward"),
                "serve",
                "--data",
                dataFolder,
                "--port",
                $"{port}",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(RuntimeEnvironment.GetRuntimeDirectory() + "../../..");
        foreach (var (name, value) in settings)
            start.Environment["STEWARD__" + name] = value;
        Started = Stopwatch.GetTimestamp();
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Keep(lines, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("It ended:\n" + Said));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public long Started { get; }
    public int Id => process.Id;

    /// <summary>Speaks to the server under its own address.</summary>
    public HttpClient Client { get; private set; } = new();

    public string Said
    {
        get
        {
            lock (lines)
                return string.Join('\n', lines.Concat(errors));
        }
    }

    /// <summary>The entries of the log so far.</summary>
    public IReadOnlyList<JsonElement> Log
    {
        get
        {
            lock (lines)
                return
                [
                    .. lines.Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement),
                ];
        }
    }

    /// <summary>The entries of the log that tell of a fault.</summary>
    public string Errors =>
        string.Join('\n', Log.Where(entry => entry.GetProperty("level").GetString() is "error" or "critical"));

    public static Task<RunningSteward> Start(string dataFolder, params (string Name, string Value)[] settings) =>
        Ready(new RunningSteward(dataFolder, settings));

    public static Task<RunningSteward> StartDemonstration(string dataFolder) =>
        Ready(new RunningSteward(dataFolder, [], arguments: "--demo"));

    private static async Task<RunningSteward> Ready(RunningSteward steward)
    {
        try
        {
            await steward.ready.Task.WaitAsync(Patience);
        }
        catch
        {
            await steward.DisposeAsync();
            throw;
        }
        var docs = steward.Said.Split('\n').First(line => line.StartsWith("API docs: ", StringComparison.Ordinal));
        steward.Client.BaseAddress = new Uri(docs["API docs: ".Length..^"docs".Length]);
        return steward;
    }

    /// <summary>For a start that is to fail: the exit code, when it has ended.</summary>
    public static Task<(int ExitCode, string Said)> Fail(
        string dataFolder,
        params (string Name, string Value)[] settings
    ) => Fail(new RunningSteward(dataFolder, settings));

    public static Task<(int ExitCode, string Said)> FailOnPort(string dataFolder, int port) =>
        Fail(new RunningSteward(dataFolder, [], port));

    private static async Task<(int ExitCode, string Said)> Fail(RunningSteward steward)
    {
        await using (steward)
        {
            await steward.process.WaitForExitAsync().WaitAsync(Patience);
            return (steward.process.ExitCode, steward.Said);
        }
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, $"{process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<int> Ended()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    /// <summary>Waits until the log holds such an entry.</summary>
    public async Task<JsonElement> Logged(Func<JsonElement, bool> wanted)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            foreach (var entry in Log.Where(wanted))
                return entry;
            await Task.Delay(20, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Signal("INT");
            try
            {
                await Ended();
            }
            catch (TimeoutException)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        Client.Dispose();
        process.Dispose();
    }

    private void Keep(List<string> kept, string? line)
    {
        if (line is null)
            return;
        lock (lines)
            kept.Add(line);
        if (line == "Steward is ready")
            ready.TrySetResult();
    }
}

/// <summary>One running server for the tests that leave it as it is.</summary>
public sealed class StewardFixture : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    internal RunningSteward Steward { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Steward = await RunningSteward.Start(folder.Path);

    public async ValueTask DisposeAsync()
    {
        await Steward.DisposeAsync();
        folder.Dispose();
    }
}
