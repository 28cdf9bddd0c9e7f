using System.Globalization;
using System.Text.Json.Nodes;

namespace Steward.Assistant;

/// <summary>
/// Compares a text with all sentences of a language at once, word by word down their tree. However long the text, no more than so many
/// steps are taken, counted and not timed, so that the same text always means the same.
/// </summary>
internal sealed class Walk
{
    private const int MostSteps = 20_000;
    private const int MostReadings = 64;
    private const int MostPhrases = 100;

    private readonly Said said;
    private readonly int[] words;
    private readonly int[][] similar;
    private readonly IntentLanguage language;
    private readonly PhraseContext when;
    private readonly bool[] isRest;
    private readonly List<ReadPart> path = [];
    private readonly List<Reading> readings = [];
    private readonly Dictionary<(PhraseKind, int, int), JsonNode?> phrases = [];
    private int steps;
    private int proven;
    private int free;
    private int mistaken;
    private int gaps;

    /// <param name="language">Its sentences.</param>
    /// <param name="said">The text.</param>
    /// <param name="words">Its words by number.</param>
    /// <param name="similar">The words that each may be a misspelling of; empty: none is looked for.</param>
    /// <param name="when">How dates are meant.</param>
    public Walk(IntentLanguage language, Said said, int[] words, int[][] similar, PhraseContext when)
    {
        (this.language, this.said, this.words, this.similar, this.when) = (language, said, words, similar, when);
        isRest = new bool[words.Length + 1];
        isRest[^1] = true;
        for (var at = words.Length - 1; at >= 0; at--)
            isRest[at] = Skipped(at).Any(end => isRest[end]);
    }

    /// <summary>Whether it hung on more than which words these are: on what a number or a date says.</summary>
    public bool IsTextual { get; private set; }

    /// <param name="mistakes">How many words may be misspelled, missing or too many.</param>
    public IReadOnlyList<Reading> Readings(int mistakes = 0)
    {
        Visit(language.Tree, 0, mistakes);
        return readings;
    }

    private void Visit(SentenceTree node, int at, int mistakes)
    {
        if (++steps > MostSteps || readings.Count == MostReadings)
            return;
        if (isRest[at])
            foreach (var sentence in node.Ends)
                Add(sentence);
        if (at < words.Length)
        {
            foreach (var end in Skipped(at))
                Visit(node, end, mistakes);
            if (node.After(words[at]) is { } next)
                Follow(new(language.Words[words[at]]), next, at + 1, mistakes, proves: 1);
            foreach (var (slot, then) in node.Slots)
                Fill(slot, then, at, mistakes);
        }
        if (mistakes > 0)
            VisitMistaken(node, at);
    }

    private void VisitMistaken(SentenceTree node, int at)
    {
        mistaken++;
        if (at < words.Length)
            foreach (var word in similar[at])
                if (node.After(word) is { } meant)
                    Follow(new(language.Words[word]), meant, at + 1, 0, Proves(language.Words[word]));
        if (free == 0)
            VisitGaps(node, at);
        mistaken--;
    }

    /// <summary>
    /// A word is missing or too many. A slot that takes any words would then be filled with anything: only sentences without one
    /// are looked at.
    /// </summary>
    private void VisitGaps(SentenceTree node, int at)
    {
        gaps++;
        if (at < words.Length && path is not [.., { Slot: not null }])
            Visit(node, at + 1, 0);
        foreach (var (word, missing) in node.Words)
            Follow(new(language.Words[word]), missing, at, 0, proves: 0);
        gaps--;
    }

    private void Follow(ReadPart part, SentenceTree next, int at, int mistakes, int proves)
    {
        path.Add(part);
        proven += proves;
        Visit(next, at, mistakes);
        proven -= proves;
        path.RemoveAt(path.Count - 1);
    }

    private void Fill(Slot slot, SentenceTree next, int at, int mistakes)
    {
        if (gaps > 0 && slot.List.IsFree)
            return;
        switch (slot.List)
        {
            case ValuesList list:
                foreach (var (end, value) in list.Values.At(words, at))
                    Take(slot, value, next, at, end, mistakes);
                break;
            case RangeList range:
                if (Number(at) is not { } number)
                    break;
                IsTextual = true;
                if (number >= range.From && number <= range.To)
                    Take(slot, number, next, at, at + 1, mistakes);
                break;
            case PhraseList phrase:
                foreach (var end in Ends(next, at, phrase.MostWords, mistakes))
                    if (Phrase(phrase.Kind, at, end) is { } understood)
                        Take(slot, understood, next, at, end, mistakes);
                break;
            default:
                foreach (var end in Ends(next, at, slot.List.MostWords, mistakes))
                    Take(slot, null, next, at, end, mistakes);
                break;
        }
    }

    private void Take(Slot slot, JsonNode? value, SentenceTree next, int at, int end, int mistakes)
    {
        var (freed, proves) = slot.List.IsFree ? (end - at, 0) : (0, end - at);
        free += freed;
        Follow(new(said.Between(at, end), slot, value), next, end, mistakes, proves);
        free -= freed;
    }

    /// <summary>Where a slot of any words may end: before a word that its sentence goes on with, or with the text.</summary>
    private List<int> Ends(SentenceTree next, int at, int most, int mistakes)
    {
        var ends = new List<int>();
        var last = (int)Math.Min(words.Length, (long)at + most);
        for (var end = at + 1; end <= last && steps <= MostSteps; end++)
        {
            // Sixteen looks cost about as much as a step.
            steps += end % 16 == 0 ? 1 : 0;
            if (
                (isRest[end] && next.Ends is not [])
                || next.Slots is not []
                || (end < words.Length && GoesOn(next, end, mistakes))
            )
                ends.Add(end);
        }
        return ends;
    }

    private bool GoesOn(SentenceTree next, int at, int mistakes) =>
        next.After(words[at]) is not null || (mistakes > 0 && similar[at].Any(word => next.After(word) is not null));

    private JsonNode? Phrase(PhraseKind kind, int at, int end)
    {
        IsTextual = true;
        if (phrases.TryGetValue((kind, at, end), out var known))
            return known;
        return phrases[(kind, at, end)] =
            phrases.Count < MostPhrases ? Phrasing.Read(kind, said.Between(at, end), when) : null;
    }

    private int? Number(int at) =>
        int.TryParse(said.Words[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Behind what may stand anywhere without a meaning.</summary>
    private IEnumerable<int> Skipped(int at) =>
        said.Words[at].Text.Length == 0 ? [at + 1] : language.SkipWords.At(words, at).Select(skip => skip.End);

    private void Add(Sentence sentence)
    {
        if (mistaken > 0 && !IsTelling())
            return;
        var reading = new Reading(sentence, [.. path], proven, free);
        if (readings.Count < MostReadings)
            readings.Add(reading);
    }

    /// <summary>A long word is hardly met by chance.</summary>
    private static int Proves(string misspelled) => misspelled.Length >= 6 ? 2 : 1;

    /// <summary>Whether so much was said that a mistake is likelier than another meaning.</summary>
    private bool IsTelling() => proven >= (path.Exists(part => part.Slot is { List: TextList }) ? 3 : 2);
}
