using System.Text;

namespace Steward.Assistant;

/// <summary>An encoding in which UTF-8 is often read by mistake, and what of that nobody would write himself.</summary>
internal sealed class WrongEncoding
{
    // What may follow a letter in an ordinary text: it closes a quotation, breaks a sentence off, or is a hard space.
    private const string Closers = "’‘“”–—…»«›•™\u00A0";
    private const string MacLetters = "§∂ºüÑñúÖÜ©®†¢´™ß";

    public static readonly WrongEncoding Windows = new(1252, isMac: false);
    public static readonly WrongEncoding Mac = new(10000, isMac: true);

    private readonly Dictionary<char, byte> bytes = [];
    private readonly bool isMac;

    private WrongEncoding(int codePage, bool isMac)
    {
        this.isMac = isMac;
        var signs = CodePagesEncodingProvider
            .Instance.GetEncoding(codePage)!
            .GetString([.. Enumerable.Range(0x80, 0x80).Select(value => (byte)value)]);
        for (var at = 0; at < signs.Length; at++)
            bytes[signs[at]] = (byte)(0x80 + at);
        if (isMac)
            bytes['Ω'] = bytes['\u2126'] = 0xBD;
        else
            for (var value = 0x80; value < 0xA0; value++)
                bytes[(char)value] = (byte)value;
    }

    /// <summary>The byte that was read as this sign, from 0x80 on.</summary>
    public byte? Byte(char sign) => bytes.TryGetValue(sign, out var value) ? value : null;

    /// <param name="sequence">Bytes of UTF-8, which are one character.</param>
    /// <param name="rune">That character.</param>
    /// <param name="before">The sign in front of them.</param>
    /// <param name="after">The sign behind them.</param>
    public bool IsMeant(ReadOnlySpan<byte> sequence, Rune rune, char before, char after) =>
        sequence.Length switch
        {
            4 => sequence[0] is 0xF0,
            3 => rune.Value is 0xFE0F or 0xFEFF || (rune.Value is >= 0x2010 and < 0x2C00 && IsSymbol(sequence)),
            _ when isMac => sequence[0] is 0xC3 && IsMacLetter(sequence[1]),
            _ => IsLetter(sequence, before, after),
        };

    private bool IsMacLetter(byte second) => MacLetters.Any(sign => Byte(sign) == second);

    /// <summary>Not one of those two signs that may stand behind a lone letter â, as in “â”….</summary>
    private bool IsSymbol(ReadOnlySpan<byte> sequence) =>
        isMac
        || (
            sequence[1] is not (0xA0 or 0xA1 or 0xA2 or 0xA3 or 0x85)
            && !(IsCloser(sequence[1]) && IsCloser(sequence[2]) && sequence[1] != sequence[2])
        );

    private static bool IsLetter(ReadOnlySpan<byte> sequence, char before, char after)
    {
        var (first, second) = (sequence[0], sequence[1]);
        var isInWord = char.IsAsciiLetterLower(before) || char.IsAsciiLetterLower(after);
        return first switch
        {
            0xC2
                when second
                    is 0xA9
                        or 0xAE
                        or 0xA7
                        or 0xA3
                        or 0xA5
                        or 0xA2
                        or 0xBF
                        or 0xA1
                        or 0xB5
                        or 0xB1
                        or 0xB7
                        or 0xAB
                        or 0xBC
                        or 0xBD
                        or 0xBE
                        or 0xB6 => true,
            0xC2 when second >= 0xA0 => char.IsAsciiLetterLower(before)
                || char.IsAsciiDigit(before)
                || before is '.' or ',' or ';' or ':' or '!' or '?'
                || (second is 0xBB && before is '\u00A0'),
            0xC3 when IsCloser(second) => isInWord
                || (!char.IsLetter(before) && char.IsAsciiLetter(after))
                || (second is 0xA0 && after is ' '),
            0xC3 or 0xD0 or 0xD1 => !IsCloser(second),
            _ => false,
        };
    }

    private static bool IsCloser(byte value) => Closers.Any(sign => Windows.Byte(sign) == value);
}
