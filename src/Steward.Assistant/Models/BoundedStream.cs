namespace Steward.Assistant;

/// <summary>
/// Reads a stream of events whose readers keep an event until it ends (with an empty line): none may be longer than the bound, and all of them
/// together no longer than another.
/// </summary>
internal sealed class BoundedStream(Stream inner, long mostOfEvent, long mostInAll) : Stream
{
    private long all;
    private long ofEvent;
    private bool atLineStart;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Count(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Count(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> read)
    {
        all += read.Length;
        foreach (var one in read)
        {
            ofEvent++;
            if (one == '\n')
            {
                if (atLineStart)
                    ofEvent = 0;
                atLineStart = true;
            }
            else if (one != '\r')
                atLineStart = false;
        }
        if (ofEvent > mostOfEvent || all > mostInAll)
            throw ModelFault.BadAnswer("answered more than is taken");
    }
}
