using System.ComponentModel;
using System.Diagnostics;

namespace Steward.Assistant;

/// <summary>A program with which messages are exchanged; it ends with this process, however that ends.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LongestLine = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<ServerProcess> started = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process process = null!;

    /// <summary>What is sent to it.</summary>
    public Stream Input => process.StandardInput.BaseStream;

    /// <summary>What it sends.</summary>
    public Stream Output => process.StandardOutput.BaseStream;
    public Task<int> Exited => exited.Task;
    public int Id => process.Id;

    /// <param name="start">The program.</param>
    /// <param name="said">Told, piece by piece, what it says beside its messages.</param>
    public static Task<ServerProcess> Start(ProcessStartInfo start, Action<string> said)
    {
        var one = new ServerProcess();
        // The parent's death signal is sent when the thread that forked ends (prctl(2), PR_SET_PDEATHSIG): it must live as long.
        new Thread(() => one.Run(start, said)) { IsBackground = true, Name = "outside server" }.Start();
        return one.started.Task;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
        await Task.WhenAny(Exited, Task.Delay(Patience));
    }

    private void Run(ProcessStartInfo start, Action<string> said)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception error)
        {
            started.SetException(OutsideFault.Unsent($"cannot be started: {error.Message}", true));
            return;
        }
        var listening = Listen(process.StandardError, said);
        started.SetResult(this);
        process.WaitForExit();
        _ = listening.ContinueWith(
            _ => exited.TrySetResult(process.ExitCode),
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default
        );
    }

    /// <summary>In pieces: a line may be endless. All of it is read, so that the program is not held up.</summary>
    private static async Task Listen(StreamReader errors, Action<string> said)
    {
        var piece = new char[LongestLine];
        try
        {
            while (await errors.ReadAsync(piece) is > 0 and var read)
                said(Texts.Clean(new string(piece, 0, read)));
        }
        catch (IOException)
        {
            // It has ended.
        }
    }
}
