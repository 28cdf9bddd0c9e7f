namespace Steward.Kernel;

/// <summary>Reads so many bytes, and no more; or so many in each line.</summary>
public sealed class BoundedAnswerStream(Stream inner, long most, bool perLine = false) : CountedStream(inner)
{
    private long count;

    protected override void Count(ReadOnlySpan<byte> read)
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
