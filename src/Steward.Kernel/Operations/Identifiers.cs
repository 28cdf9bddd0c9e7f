using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Steward.Kernel;

/// <summary>
/// The one place where ids are made. Each is a UUID version 7 of the given time; its 12 bits below the millisecond count on, so that
/// the ids that this node makes stay in the order of their making (RFC 9562, 6.2, method 3).
/// </summary>
public sealed class Identifiers
{
    private const int FractionBits = 12;
    private const long Second = 1000L << FractionBits;

    /// <summary>Of a system call's random bytes most of the time is the call.</summary>
    private const int BytesAtOnce = 1024;

    [ThreadStatic]
    private static byte[]? random;

    [ThreadStatic]
    private static int left;

    private long last;

    public Guid New(DateTimeOffset at)
    {
        var place = Next((at.ToUnixTimeMilliseconds() << FractionBits) + Fraction(at));
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, ((place >> FractionBits) << 16) | 0x7000 | (place & 0xFFF));
        Random(bytes[8..]);
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new(bytes, bigEndian: true);
    }

    private static void Random(Span<byte> bytes)
    {
        random ??= new byte[BytesAtOnce];
        if (left < bytes.Length)
        {
            RandomNumberGenerator.Fill(random);
            left = random.Length;
        }
        left -= bytes.Length;
        random.AsSpan(left, bytes.Length).CopyTo(bytes);
    }

    /// <summary>One more than the last, unless a clock was far ahead of this one.</summary>
    private long Next(long wanted)
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
