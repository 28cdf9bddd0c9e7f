namespace Steward.Assistant;

/// <summary>What a million tokens cost, in millionths of a US dollar: 3 dollars are 3,000,000.</summary>
public sealed record ModelPrice(long Input, long Output)
{
    /// <summary>Of one price: a thousand dollars.</summary>
    public const long Largest = 1_000_000_000;

    /// <summary>The cost of one turn in millionths of a dollar, rounded up; the largest number where it is more than that.</summary>
    public long Of(long inputTokens, long outputTokens)
    {
        var cost = (Int128)Math.Max(0, inputTokens) * Input + (Int128)Math.Max(0, outputTokens) * Output;
        return (long)Int128.Min(long.MaxValue, (cost + 999_999) / 1_000_000);
    }
}
