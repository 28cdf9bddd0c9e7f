namespace Steward.Tests.Kernel;

public sealed class IdentifiersTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 9, 0, 0, 123, TimeSpan.Zero);

    private readonly Identifiers identifiers = new();

    [Fact]
    public void Ids_stay_in_the_order_of_their_making_also_at_one_time()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => identifiers.New(At)).ToList();

        Assert.Equal(ids.Order(), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Those_made_at_once_differ()
    {
        var ids = new Guid[20_000];
        Parallel.For(0, ids.Length, i => ids[i] = identifiers.New(At));

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void An_id_is_a_version_7_of_its_time()
    {
        var later = At.AddYears(1);
        var id = identifiers.New(later);

        Assert.Equal((7, true), (id.Version, id.Variant is >= 8 and <= 11));
        var bytes = id.ToByteArray(bigEndian: true);
        var milliseconds = Convert.ToInt64(Convert.ToHexString(bytes[..6]), 16);
        Assert.InRange(
            DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            later.AddMilliseconds(-1),
            later.AddSeconds(1)
        );
    }
}
