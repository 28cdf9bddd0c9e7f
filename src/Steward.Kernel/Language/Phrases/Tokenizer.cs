using System.Globalization;

namespace Steward.Kernel;

internal enum TokenKind
{
    Word,
    Number,
    Symbol,
}

/// <param name="Start">In UTF-16 units.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Kind">A word is letters and what belongs to them, a symbol one character.</param>
/// <param name="IsGlued">No blank stands before it, and it is not the line's beginning.</param>
/// <param name="Number">Of a number of at most four digits, its value; else -1.</param>
internal readonly record struct Token(int Start, int Length, TokenKind Kind, bool IsGlued, int Number)
{
    public int End => Start + Length;
}

internal static class Tokenizer
{
    public static Token[] Read(string line)
    {
        var tokens = new List<Token>(16);
        var at = 0;
        while (at < line.Length)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
                continue;
            }

            var start = at;
            var isGlued = start > 0 && !char.IsWhiteSpace(line[start - 1]);
            var kind = KindAt(line, at);
            at++;
            while (kind is not TokenKind.Symbol && at < line.Length && Continues(line, at, kind))
                at++;
            var number = kind is TokenKind.Number && at - start <= 4 ? Value(line.AsSpan(start, at - start)) : -1;
            tokens.Add(new(start, at - start, kind, isGlued, number));
        }
        return [.. tokens];
    }

    private static TokenKind KindAt(string line, int at) =>
        char.IsAsciiDigit(line[at]) ? TokenKind.Number
        : IsLetter(line[at]) ? TokenKind.Word
        : TokenKind.Symbol;

    /// <summary>An apostrophe between letters belongs to the word: o'clock, Monday's.</summary>
    private static bool Continues(string line, int at, TokenKind kind) =>
        kind is TokenKind.Number
            ? char.IsAsciiDigit(line[at])
            : IsLetter(line[at])
                || (
                    line[at] is '\'' or '’' && at + 1 < line.Length && IsLetter(line[at + 1]) && IsLetter(line[at - 1])
                );

    /// <summary>Surrogates count as letters: an emoji glued to a word makes it another word.</summary>
    private static bool IsLetter(char c) =>
        char.IsLetter(c)
        || char.IsSurrogate(c)
        || (
            c > 127
            && char.GetUnicodeCategory(c)
                is UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark
                    or UnicodeCategory.EnclosingMark
                    or UnicodeCategory.DecimalDigitNumber
                    or UnicodeCategory.Format
        );

    private static int Value(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var digit in digits)
            value = value * 10 + (digit - '0');
        return value;
    }
}
