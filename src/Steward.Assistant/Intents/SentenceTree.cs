namespace Steward.Assistant;

/// <summary>All forms of a language's sentences, by their first words, then the next ones.</summary>
internal sealed class SentenceTree
{
    private readonly Dictionary<int, SentenceTree> words = [];
    private readonly List<(Slot Slot, SentenceTree Next)> slots = [];
    private readonly List<Sentence> ends = [];

    public IReadOnlyDictionary<int, SentenceTree> Words => words;
    public IReadOnlyList<(Slot Slot, SentenceTree Next)> Slots => slots;
    public IReadOnlyList<Sentence> Ends => ends;

    public SentenceTree? After(int word) => words.GetValueOrDefault(word);

    public SentenceTree Add(int word)
    {
        if (!words.TryGetValue(word, out var next))
            words.Add(word, next = new());
        return next;
    }

    public SentenceTree Add(Slot slot)
    {
        var (_, next) = slots.Find(one => one.Slot == slot);
        if (next is null)
            slots.Add((slot, next = new()));
        return next;
    }

    public void End(Sentence sentence)
    {
        if (!ends.Contains(sentence))
            ends.Add(sentence);
    }
}

/// <param name="Name">What the intent calls it.</param>
/// <param name="List">What fills it.</param>
internal sealed record Slot(string Name, SlotList List);

/// <summary>A sentence of an intent, as its file has it.</summary>
/// <param name="Intent">What it means.</param>
/// <param name="Text">The template.</param>
/// <param name="Number">Its place among all of the language.</param>
internal sealed record Sentence(Intent Intent, string Text, int Number);
