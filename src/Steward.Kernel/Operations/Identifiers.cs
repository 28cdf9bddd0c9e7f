using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Steward.Kernel;

internal static class Identifiers
{
    private const int FractionBits = 12;
    private const long Second = 1000L << FractionBits;

    private static long last;

    /// <summary>
    /// A UUID version 7 of the given time; the one place where ids are made. Its 12 bits below the millisecond count on, so that
    /// the ids that this process makes stay in the order of their making (RFC 9562, 6.2, method 3).
    /// </summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "Everybody else asks here.")]
    public static Guid New(DateTimeOffset at)
    {
        var place = Next((at.ToUnixTimeMilliseconds() << FractionBits) + Fraction(at));
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(at).TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes, ((place >> FractionBits) << 16) | 0x7000 | (place & 0xFFF));
        return new(bytes, bigEndian: true);
    }

    /// <summary>One more than the last, unless a clock was far ahead of this one.</summary>
    private static long Next(long wanted)
    {
        while (true)
        {
            var seen = Volatile.Read(ref last);
            var next = wanted > seen || seen - wanted > Second ? wanted : seen + 1;
            if (Interlocked.CompareExchange(ref last, next, seen) == seen)
                return next;
        }
    }

    private static long Fraction(DateTimeOffset at) =>
        (at.Ticks % TimeSpan.TicksPerMillisecond << FractionBits) / TimeSpan.TicksPerMillisecond;
}
