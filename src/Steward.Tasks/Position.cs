namespace Steward.Tasks;

/// <summary>
/// Where a row stands among its siblings: a number of 128 bits, written as a UUID, which PostgreSQL compares as one. A new row's is
/// its own id, which counts on with time, so that adding asks for no neighbour; a moved row's lies between its neighbours'.
/// </summary>
internal static class Position
{
    /// <summary>Below this distance siblings are spread before one comes between them.</summary>
    private static readonly UInt128 Narrow = UInt128.One << 20;

    /// <summary>Some milliseconds of the ids' clock: far enough from the last one, and before all that are added later.</summary>
    private static readonly UInt128 Step = UInt128.One << 70;

    public static bool IsBetween(Guid? low, Guid? high, Guid position) =>
        (low is null || Number(low.Value) < Number(position))
        && (high is null || Number(position) < Number(high.Value));

    /// <summary>Between two neighbours; null on a side: none is there. Null: there is no room.</summary>
    /// <param name="low">The one before it.</param>
    /// <param name="high">The one behind it.</param>
    /// <param name="id">Whose place it is: two that come to the same gap at once do not come to the same place in it.</param>
    public static Guid? Between(Guid? low, Guid? high, Guid id)
    {
        if (high is null)
            return low is null ? id : Of(Number(low.Value) + Step);
        var to = Number(high.Value);
        var from =
            low is { } at ? Number(at)
            : to > Step ? to - Step
            : 0;
        if (to <= from || to - from < Narrow)
            return null;
        var room = to - from;
        return Of(from + room / 2 + (room >> 35) * (uint)Number(id));
    }

    /// <summary>Spreads rows behind a place, as few as give each room: the first of the places is left free.</summary>
    /// <param name="low">What they stand behind.</param>
    /// <param name="following">The rows behind it, in their order.</param>
    public static Guid Spread(Guid? low, IReadOnlyList<IPlaced> following)
    {
        var from = low is { } at ? Number(at) : 0;
        for (var count = 1; count <= following.Count; count++)
        {
            var step =
                count < following.Count && Number(following[count].Position) > from
                    ? (Number(following[count].Position) - from) / (UInt128)(count + 2)
                    : 0;
            if (step < Narrow << 20 && count < following.Count)
                continue;
            step = count < following.Count ? step : Step;
            for (var place = 0; place < count; place++)
                following[place].Position = Of(from + step * (UInt128)(place + 2));
            return Of(from + step);
        }
        return Of(from + Step);
    }

    private static UInt128 Number(Guid position)
    {
        Span<byte> bytes = stackalloc byte[16];
        position.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private static Guid Of(UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new(bytes, bigEndian: true);
    }
}
