using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Steward.Assistant;

/// <summary>An encoding in which UTF-8 is often read by mistake, and what of that nobody would write himself.</summary>
internal sealed class WrongEncoding
{
    public static readonly WrongEncoding Windows = new(1252, isMac: false);
    public static readonly WrongEncoding Mac = new(10000, isMac: true);

    /// <summary>May follow a letter in an ordinary text: ends a quotation, breaks a sentence off, or is a hard space.</summary>
    private static readonly SearchValues<byte> Closers = Windows.Bytes("’‘“”–—…»«›•™\u00A0");

    /// <summary>Hardly ever follow an Â.</summary>
    private static readonly SearchValues<byte> Strange = Windows.Bytes("¡¢£¤¥¦§©«®±µ¶·¼½¾¿");

    /// <summary>Follow a root sign where it stands for a letter, and not in mathematics.</summary>
    private static readonly SearchValues<byte> MacLetters = Mac.Bytes("§∂ºüÑñúÖÜ©®†¢´™ß");

    private readonly FrozenDictionary<char, byte> bytes;
    private readonly bool isMac;

    private WrongEncoding(int codePage, bool isMac)
    {
        this.isMac = isMac;
        var signs = CodePagesEncodingProvider
            .Instance.GetEncoding(codePage)!
            .GetString([.. Enumerable.Range(0x80, 0x80).Select(value => (byte)value)]);
        var made = new Dictionary<char, byte>();
        for (var at = 0; at < signs.Length; at++)
            made[signs[at]] = (byte)(0x80 + at);
        if (isMac)
            made['Ω'] = made['\u2126'] = 0xBD;
        else
            for (var value = 0x80; value < 0xA0; value++)
                made[(char)value] = (byte)value;
        bytes = made.ToFrozenDictionary();
    }

    /// <summary>The byte that was read as this sign, from 0x80 on.</summary>
    public byte? Byte(char sign) => bytes.TryGetValue(sign, out var value) ? value : null;

    /// <param name="sequence">Bytes of UTF-8, which are one character.</param>
    /// <param name="rune">That character.</param>
    /// <param name="before">What stands in front of them.</param>
    /// <param name="after">The sign behind them.</param>
    public bool IsMeant(ReadOnlySpan<byte> sequence, Rune rune, ReadOnlySpan<char> before, char after) =>
        sequence.Length switch
        {
            4 => sequence[0] is 0xF0,
            3 when rune.Value is 0xFE0F or 0xFEFF => true,
            3 => rune.Value is >= 0x2010 and < 0x2C00 && (isMac || IsSymbol(sequence) || IsWithin(rune, before)),
            _ when isMac => sequence[0] is 0xC3 && MacLetters.Contains(sequence[1]),
            _ => IsLetter(sequence, before is [.., var last] ? last : ' ', after) || IsWithin(rune, before),
        };

    /// <summary>Not two signs that may stand behind a lone letter â, as in “â”….</summary>
    private static bool IsSymbol(ReadOnlySpan<byte> sequence) =>
        sequence[1] is not (0x85 or 0xA0 or 0xA1 or 0xA2 or 0xA3)
        && (!Closers.Contains(sequence[1]) || !Closers.Contains(sequence[2]) || sequence[1] == sequence[2]);

    private static bool IsLetter(ReadOnlySpan<byte> sequence, char before, char after) =>
        (sequence[0], Closers.Contains(sequence[1])) switch
        {
            (0xC2, _) => Strange.Contains(sequence[1])
                || (sequence[1] >= 0xA0 && (char.IsAsciiLetterLower(before) || IsDigitOrStop(before)))
                || (sequence[1] is 0xBB && before is '\u00A0'),
            (0xC3, true) => char.IsAsciiLetterLower(before)
                || char.IsAsciiLetterLower(after)
                || (char.IsAsciiLetter(after) && !char.IsLetter(before))
                || (sequence[1] is 0xA0 && after is ' '),
            (0xC3 or 0xD0 or 0xD1, false) => true,
            _ => false,
        };

    private static bool IsDigitOrStop(char sign) =>
        char.IsAsciiDigit(sign) || sign is '.' or ',' or ';' or ':' or '!' or '?';

    /// <summary>What was decoded wrongly twice: it is a sign of a sequence that has begun.</summary>
    private static bool IsWithin(Rune rune, ReadOnlySpan<char> before)
    {
        if (rune.Value > char.MaxValue || Windows.Byte((char)rune.Value) is not < 0xC0)
            return false;
        for (var length = 1; length <= Math.Min(3, before.Length); length++)
            if (Windows.Byte(before[^length]) is not { } value)
                return false;
            else if (value >= 0xC0)
                return value switch
                {
                    0xC3 => length < 2,
                    0xE2 or 0xEF => length < 3,
                    _ => value is 0xF0,
                };
        return false;
    }

    private SearchValues<byte> Bytes(string signs) => SearchValues.Create([.. signs.Select(sign => bytes[sign])]);
}
