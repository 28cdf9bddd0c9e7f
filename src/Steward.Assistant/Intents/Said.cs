using System.Text;

namespace Steward.Assistant;

/// <summary>What somebody said, in the words that sentences are compared with. Punctuation around a word is not a part of it.</summary>
internal sealed class Said
{
    private Said(string text, IReadOnlyList<SaidWord> words) => (Text, Words) = (text, words);

    public string Text { get; }
    public IReadOnlyList<SaidWord> Words { get; }

    public static Said Of(string text)
    {
        var words = new List<SaidWord>();
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsWhiteSpace(text[at]))
                continue;
            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
                at++;
            words.Add(new(start, at, Word(text.AsSpan(start, at - start))));
        }
        return new(text, words);
    }

    /// <summary>As it was written, punctuation included.</summary>
    public string Between(int first, int end) => Text[Words[first].Start..Words[end - 1].End];

    /// <summary>In small letters, composed, without what stands around it; of punctuation alone nothing is left.</summary>
    public static string Word(ReadOnlySpan<char> chunk)
    {
        var (start, end) = (0, chunk.Length);
        while (start < end && !IsInWord(chunk[start]))
            start++;
        while (end > start && !IsInWord(chunk[end - 1]))
            end--;
        var word = chunk[start..end].ToString().Replace('’', '\'').ToLowerInvariant();
        return
            word.AsSpan().ContainsAnyInRange('\u0300', '\u036f')
            && !word.AsSpan().ContainsAnyInRange('\ud800', '\udfff')
            ? word.Normalize(NormalizationForm.FormC)
            : word;
    }

    private static bool IsInWord(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is >= '\u0300' and <= '\u036f';
}

/// <param name="Start">Of the word with the punctuation around it, in UTF-16 units.</param>
/// <param name="End">Behind it.</param>
/// <param name="Text">As it is compared; empty where nothing but punctuation stands.</param>
internal readonly record struct SaidWord(int Start, int End, string Text);
