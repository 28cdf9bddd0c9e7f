using System.Buffers;
using System.Text;

namespace Steward.Assistant;

/// <summary>
/// Text that was UTF-8, was read in another encoding and was saved so, perhaps twice: <c>â€™</c> where ’ was meant. Only what nobody
/// writes is taken for that, sequence by sequence; all else stays as it is, and what is repaired is repaired for good.
/// </summary>
internal static class MisdecodedText
{
    private const int MostRounds = 20;

    /// <summary>The same text, if nothing is wrong with it.</summary>
    public static string Repair(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        for (var round = 0; round < MostRounds; round++)
        {
            var repaired = Words(Sequences(text));
            if (repaired.Length == text.Length)
                return text;
            text = repaired;
        }
        return text;
    }

    /// <summary>
    /// Each sequence of signs that is one of bytes, looked at when its last sign comes: what it makes may end another one, which has
    /// been decoded wrongly twice. So it takes time in proportion to the text.
    /// </summary>
    private static string Sequences(string text)
    {
        var made = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            made[length++] = text[at];
            var next = at + 1 < text.Length ? text[at + 1] : ' ';
            while (text[at] > '\x7F' && Decoded(made.AsSpan(0, length), next) is { } sequence)
            {
                length -= sequence.Length;
                length += sequence.Rune.EncodeToUtf16(made.AsSpan(length));
            }
        }
        var repaired = length == text.Length ? text : new string(made, 0, length);
        ArrayPool<char>.Shared.Return(made);
        return repaired;
    }

    private static (Rune Rune, int Length)? Decoded(ReadOnlySpan<char> text, char next) =>
        Decoded(WrongEncoding.Windows, text, next) ?? Decoded(WrongEncoding.Mac, text, next);

    private static (Rune Rune, int Length)? Decoded(WrongEncoding encoding, ReadOnlySpan<char> text, char next)
    {
        Span<byte> bytes = stackalloc byte[4];
        for (var length = 1; length <= Math.Min(4, text.Length); length++)
        {
            if (encoding.Byte(text[^length]) is not { } value)
                return null;
            bytes[^length] = value;
            if (value < 0xC0)
                continue;
            return
                Rune.DecodeFromUtf8(bytes[^length..], out var rune, out var used) is OperationStatus.Done
                && used == length
                && used > 1
                && encoding.IsMeant(bytes[^length..], rune, text[..^length], next)
                ? (rune, length)
                : null;
        }
        return null;
    }

    /// <summary>
    /// Words of other scripts: nobody writes signs in a row that, as bytes, are two letters and more of Greek, Cyrillic or Chinese.
    /// </summary>
    private static string Words(string text)
    {
        var made = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var end = at;
            while (end < text.Length && text[end] > '\x7F' && WrongEncoding.Windows.Byte(text[end]) is not null)
                end++;
            if (end - at >= 4 && Word(text.AsSpan(at, end - at)) is { } word)
                made.Append(word);
            else
                made.Append(text, at, Math.Max(end - at, 1));
            at = Math.Max(end, at + 1);
        }
        return made.Length == text.Length ? text : $"{made}";
    }

    private static string? Word(ReadOnlySpan<char> signs)
    {
        var bytes = new byte[signs.Length];
        for (var at = 0; at < signs.Length; at++)
            bytes[at] = WrongEncoding.Windows.Byte(signs[at])!.Value;
        var (word, letters) = (new StringBuilder(), 0);
        for (var rest = bytes.AsSpan(); rest.Length > 0; letters++)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var used) is not OperationStatus.Done)
                return null;
            if (
                rune.Value < 0x370
                || Rune.IsControl(rune)
                || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.OtherNotAssigned
            )
                return null;
            word.Append(rune);
            rest = rest[used..];
        }
        return letters > 1 ? $"{word}" : null;
    }
}
