using System.Diagnostics;

namespace Steward.Server.EmbeddedPostgres;

/// <summary>A program that ends when Steward does, however Steward ends.</summary>
internal sealed class ChildProcess
{
    private readonly TaskCompletionSource<ChildProcess> started = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Id { get; private set; }

    /// <summary>Completes with the exit code when the program has ended.</summary>
    public Task<int> Exited => exited.Task;

    public static Task<ChildProcess> Start(ProcessStartInfo start, string input, Action<string> line)
    {
        var child = new ChildProcess();

        // The kernel sends the parent's death signal when the *thread* that forked ends (prctl(2), PR_SET_PDEATHSIG),
        // so the thread must live as long as the program.
        new Thread(() => child.Run(start, input, line)) { IsBackground = true, Name = start.FileName }.Start();
        return child.started.Task;
    }

    public void Signal(int signal)
    {
        if (!Exited.IsCompleted)
            _ = Posix.Kill(Id, signal);
    }

    private void Run(ProcessStartInfo start, string input, Action<string> line)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, output) => Pass(output, line);
        process.ErrorDataReceived += (_, output) => Pass(output, line);
        try
        {
            process.Start();
        }
        catch (Win32Exception error)
        {
            started.SetException(new EmbeddedPostgresException(error.Message, error));
            return;
        }

        Id = process.Id;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        started.SetResult(this);
        Feed(process.StandardInput, input);
        process.WaitForExit();
        exited.SetResult(process.ExitCode);
    }

    private static void Pass(DataReceivedEventArgs output, Action<string> line)
    {
        if (output.Data is { } text)
            line(text);
    }

    private static void Feed(StreamWriter standardInput, string input)
    {
        try
        {
            standardInput.Write(input);
            standardInput.Close();
        }
        catch (IOException)
        {
            // The program ended before it read everything; its exit code says why.
        }
    }
}
