using System.Buffers;
using System.Text;

namespace Steward.Server.Ops;

/// <summary>
/// Writes whole lines to a stream from a thread of its own, so that a slow reader of standard output slows no request.
/// When more than the limit waits, entries are dropped and counted: the journal, not the log, is the record.
/// </summary>
internal sealed class LogOutput : IDisposable
{
    private const int Limit = 4 << 20;

    private readonly object gate = new();
    private readonly Stream stream;
    private readonly Thread writer;
    private ArrayBufferWriter<byte> waiting = new(16 << 10);
    private ArrayBufferWriter<byte> writing = new(16 << 10);
    private long dropped;
    private bool closed;

    public LogOutput(Stream stream)
    {
        this.stream = stream;
        writer = new Thread(WriteOut) { IsBackground = true, Name = "log" };
        writer.Start();
    }

    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>A line for people's eyes, in its place among the entries.</summary>
    public void WriteLine(string text) => Write(Encoding.UTF8.GetBytes(text + "\n"));

    /// <param name="line">Ends with a line feed.</param>
    public void Write(ReadOnlySpan<byte> line)
    {
        lock (gate)
        {
            if (closed || waiting.WrittenCount + line.Length > Limit)
            {
                Interlocked.Increment(ref dropped);
                return;
            }
            waiting.Write(line);
            // The writer looks again by itself while it has work; it needs a call only from its rest.
            if (waiting.WrittenCount == line.Length)
                Monitor.Pulse(gate);
        }
    }

    /// <summary>Writes what waits, for at most two seconds.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }
        writer.Join(TimeSpan.FromSeconds(2));
    }

    private void WriteOut()
    {
        while (Take())
        {
            try
            {
                stream.Write(writing.WrittenSpan);
                stream.Flush();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // Nobody reads any more; the server goes on without a log.
            }
            if (writing.Capacity > 1 << 20)
                writing = new(16 << 10);
            else
                writing.ResetWrittenCount();
        }
    }

    private bool Take()
    {
        lock (gate)
        {
            while (waiting.WrittenCount == 0 && !closed)
                Monitor.Wait(gate);
            (waiting, writing) = (writing, waiting);
            return writing.WrittenCount > 0;
        }
    }
}
