namespace Steward.Kernel;

/// <summary>Reads so many bytes, and no more; or so many in each line.</summary>
public sealed class BoundedAnswerStream(Stream inner, long most, bool perLine = false) : Stream
{
    private long count;

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
        // A line that is too long is noticed in the piece in which it would end, too.
        for (var end = perLine ? read.IndexOf((byte)'\n') : -1; end >= 0; end = read.IndexOf((byte)'\n'))
        {
            if (count + end > most)
                throw new TooLargeAnswerException();
            count = 0;
            read = read[(end + 1)..];
        }
        count += read.Length;
        if (count > most)
            throw new TooLargeAnswerException();
    }
}
