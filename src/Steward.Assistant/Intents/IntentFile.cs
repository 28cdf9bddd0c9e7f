namespace Steward.Assistant;

/// <summary>One file: what a module offers to be said in one language.</summary>
internal sealed class IntentFile
{
    private static readonly string[] Known =
    [
        "skip_words",
        "replies",
        "entities",
        "words",
        "rules",
        "lists",
        "intents",
    ];

    private readonly IReadOnlyDictionary<string, YamlPart> parts;
    private readonly Dictionary<string, SlotList> lists = [];

    public IntentFile(YamlPart whole, Vocabulary vocabulary, IReadOnlySet<string> entities)
    {
        parts = whole.Only(Known);
        Rules = Entries("rules").ToDictionary(entry => entry.Name, entry => entry.Value);
        foreach (var (name, part) in Entries("lists"))
            lists.Add(name, new ListReader(part, Rules, vocabulary, entities).Read());
    }

    public IReadOnlyDictionary<string, YamlPart> Rules { get; }
    public IEnumerable<YamlPart> SkipWords => parts.TryGetValue("skip_words", out var some) ? some.Items : [];

    public IEnumerable<(string Name, YamlPart Value)> Entries(string section) =>
        parts.TryGetValue(section, out var part) ? part.Entries : [];

    /// <param name="text"><c>list:slot</c>, or the list alone, whose name the slot has then.</param>
    /// <param name="sentence">Where it stands.</param>
    public Slot Slot(string text, YamlPart sentence)
    {
        var (list, name) = text.Split(':', 2) is [var before, var after] ? (before, after) : (text, text);
        return lists.TryGetValue(list, out var found)
            ? new(name, found)
            : throw sentence.Fault($"No list is called '{list}'. There are {string.Join(", ", lists.Keys)}.");
    }
}

internal sealed class ListReader(
    YamlPart part,
    IReadOnlyDictionary<string, YamlPart> rules,
    Vocabulary vocabulary,
    IReadOnlySet<string> entities
)
{
    public SlotList Read()
    {
        var about = part.Only("values", "range", "text", "names_of", "in_trash", "words", "phrase");
        if (about.TryGetValue("values", out var values))
            return new ValuesList(Values(values));
        if (about.TryGetValue("range", out var range))
            return Range(range);
        if (about.TryGetValue("names_of", out var entity))
            return Names(entity, about);
        if (about.TryGetValue("phrase", out var phrase))
            return new PhraseList(Kind(phrase));
        return about.ContainsKey("text")
            ? new TextList()
            : throw part.Fault("A list says what is in it: values, range, text, names_of or phrase.");
    }

    private WordTree<System.Text.Json.Nodes.JsonNode> Values(YamlPart values)
    {
        var tree = new WordTree<System.Text.Json.Nodes.JsonNode>();
        foreach (var value in values.Items)
        {
            var one = value.Only("in", "out");
            if (!one.TryGetValue("in", out var said) || !one.TryGetValue("out", out var stands))
                throw value.Fault("A value says what is said (in) and what it stands for (out).");
            foreach (var form in Template.Forms(said, rules))
                tree.Add(
                    [.. form.Select(word => vocabulary.Add(Said.Word(word)))],
                    stands.Json ?? throw stands.Fault("A value stands for something.")
                );
        }
        return tree;
    }

    private static RangeList Range(YamlPart range) =>
        range.Text.Split("..") is [var from, var to]
        && int.TryParse(from, out var first)
        && int.TryParse(to, out var last)
        && first <= last
            ? new(first, last)
            : throw range.Fault($"'{range.Text}' is no range, as 1..4 is.");

    private NamesList Names(YamlPart entity, IReadOnlyDictionary<string, YamlPart> about)
    {
        if (!entities.Contains(entity.Text))
            throw entity.Fault(
                $"Rows of '{entity.Text}' have no names. Those of {string.Join(", ", entities.Order())} have."
            );
        var words = about.TryGetValue("words", out var some)
            ? some.Entries.ToDictionary(entry => Said.Word(entry.Name), entry => entry.Value.Text)
            : [];
        return new(entity.Text, about.TryGetValue("in_trash", out var trash) && trash.Text is "true", words);
    }

    private static PhraseKind Kind(YamlPart phrase) =>
        Enum.GetValues<PhraseKind>()
            .Cast<PhraseKind?>()
            .FirstOrDefault(kind => Wire.Name(kind.ToString()!) == phrase.Text)
        ?? throw phrase.Fault(
            $"'{phrase.Text}' is no kind of phrase. There are {string.Join(", ", Enum.GetNames<PhraseKind>().Select(Wire.Name))}."
        );
}
