using System.Runtime.InteropServices;

namespace Steward.Assistant;

/// <summary>
/// The words that a language's sentences are made of, by number; and which of them somebody may have meant who wrote one letter wrong,
/// too many or too few, or two in each other's place. Each word is kept with one letter left out, so that asking costs no more
/// than its length.
/// </summary>
internal sealed class Vocabulary
{
    private const int LongestWord = 40;
    private const int ShortestMisspelled = 4;

    private readonly Dictionary<string, int> numbers = [];
    private readonly List<string> words = [""];
    private readonly Dictionary<string, List<int>> without = [];

    public string this[int number] => words[number];

    public int Count => words.Count;

    /// <summary>0: it is none of them.</summary>
    public int Find(string word) => word.Length is 0 or > LongestWord ? 0 : numbers.GetValueOrDefault(word);

    public int Add(string word)
    {
        if (numbers.TryGetValue(word, out var number))
            return number;
        number = words.Count;
        words.Add(word);
        numbers.Add(word, number);
        // One letter too many makes a word of three one of four.
        if (word.Length is >= ShortestMisspelled - 1 and <= LongestWord)
            foreach (var form in Forms(word).Distinct())
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(without, form, out _);
                (list ??= []).Add(number);
            }
        return number;
    }

    public IReadOnlyList<int> Similar(string word) =>
        word.Length is < ShortestMisspelled or > LongestWord
            ? []
            :
            [
                .. Forms(word)
                    .SelectMany(form => without.GetValueOrDefault(form, []))
                    .Distinct()
                    .Where(number => IsNear(word, words[number])),
            ];

    private static IEnumerable<string> Forms(string word) =>
        Enumerable.Range(0, word.Length).Select(at => word.Remove(at, 1)).Append(word);

    /// <summary>Two words without a letter each may be the same and still be two apart.</summary>
    private static bool IsNear(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var same = one.CommonPrefixLength(other);
        one = one[same..];
        other = other[same..];
        if (one.Length != other.Length)
            return one.Length > other.Length ? one[1..].SequenceEqual(other) : other[1..].SequenceEqual(one);
        return one.IsEmpty
            || one[1..].SequenceEqual(other[1..])
            || (one.Length > 1 && one[0] == other[1] && one[1] == other[0] && one[2..].SequenceEqual(other[2..]));
    }
}
