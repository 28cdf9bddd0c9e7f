namespace Steward.Assistant;

/// <summary>
/// Reads a stream of events whose readers keep an event until it ends (with an empty line): none may be longer than the bound, and all of them
/// together no longer than another.
/// </summary>
internal sealed class BoundedStream(Stream inner, long mostOfEvent, long mostInAll) : CountedStream(inner)
{
    private long all;
    private long ofEvent;
    private bool atLineStart;

    protected override void Count(ReadOnlySpan<byte> read)
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
