using System.Text;

namespace Steward.Assistant;

/// <summary>All that can be said in one language.</summary>
internal sealed class IntentLanguage
{
    private const int MostMisses = 4096;

    /// <summary>Whoever says more than so many words has not misspelled a command.</summary>
    private const int MostWordsOfNear = 60;
    private const char Number = '\uffff';
    private const char Other = '\ufffe';
    private const char Alike = '\ufffd';
    private const char Nothing = '\ufffc';

    private readonly Vocabulary vocabulary = new();
    private readonly Misses misses = new(MostMisses);

    /// <param name="name">As <c>en</c>.</param>
    /// <param name="files">Those of all modules, the Assistant's own last.</param>
    /// <param name="catalogue">The operations that they may call.</param>
    public IntentLanguage(string name, IReadOnlyList<YamlPart> files, Catalogue catalogue)
    {
        Name = name;
        var entities = catalogue
            .All.SelectMany(operation => operation.Inputs)
            .Where(input => input.TakesNames)
            .Select(input => input.Resource!.Entity)
            .ToHashSet();
        var (intents, sentences) = (new Dictionary<string, Intent>(), new List<Sentence>());
        foreach (var part in files)
        {
            var file = new IntentFile(part, vocabulary, entities);
            foreach (var skip in file.SkipWords)
            foreach (var form in Template.Forms(skip, file.Rules))
                SkipWords.Add([.. form.Select(word => vocabulary.Add(Said.Word(word)))], "");
            foreach (var (key, text) in file.Entries("words"))
                WireWords[key] = text.Text;
            foreach (var (key, text) in file.Entries("entities"))
                Entities[key] = text.Text;
            foreach (var (key, text) in file.Entries("replies"))
                Replies[key] = TextTemplate.Parse(text);
            foreach (var (intent, some) in new IntentReader(file, catalogue, Tree, vocabulary).Read(sentences.Count))
            {
                if (!intents.TryAdd(intent.Name, intent))
                    throw part.Fault($"Another file of this language has the intent '{intent.Name}', too.");
                sentences.AddRange(some);
            }
        }
        (Intents, Sentences) = ([.. intents.Values], sentences);
        if (Reply.All.FirstOrDefault(reply => !Replies.ContainsKey(reply)) is { } missing)
            throw files[^1].Fault($"Among the replies '{missing}' is missing.");
    }

    public string Name { get; }
    public SentenceTree Tree { get; } = new();
    public WordTree<string> SkipWords { get; } = new();
    public Vocabulary Words => vocabulary;
    public Dictionary<string, TextTemplate> Replies { get; } = [];

    /// <summary>What an entity is called.</summary>
    public Dictionary<string, string> Entities { get; } = [];

    /// <summary>What a name of the wire is called.</summary>
    public Dictionary<string, string> WireWords { get; } = [];
    public IReadOnlyList<Intent> Intents { get; }
    public IReadOnlyList<Sentence> Sentences { get; }
    public int KnownMisses => misses.Count;

    /// <summary>How much of a text is of this language's words.</summary>
    public int Known(Said said) => said.Words.Count(word => vocabulary.Find(word.Text) > 0);

    /// <summary>The sentences that the text is, the best first.</summary>
    public IReadOnlyList<Reading> Read(Said said, PhraseContext when) =>
        [.. Reading.Ranked(new Walk(this, said, Numbers(said), [], when).Readings())];

    /// <summary>The sentences that it would be but for one word, the best first. For a text that is none.</summary>
    public IReadOnlyList<Reading> ReadNear(Said said, PhraseContext when)
    {
        if (said.Words.Count > MostWordsOfNear)
            return [];
        var words = Numbers(said);
        int[][] similar =
        [
            .. words.Select((word, at) => word > 0 ? [] : vocabulary.Similar(said.Words[at].Text).ToArray()),
        ];
        var shape = Shape(said, words, similar);
        if (misses.Contains(shape))
            return [];
        var walk = new Walk(this, said, words, similar, when);
        var near = walk.Readings(mistakes: 1);
        if (near is [] && !walk.IsTextual)
            misses.Add(shape);
        return [.. Reading.Ranked(near)];
    }

    private int[] Numbers(Said said) => [.. said.Words.Select(word => vocabulary.Find(word.Text))];

    private static string Shape(Said said, int[] words, int[][] similar)
    {
        var shape = new StringBuilder(words.Length);
        for (var at = 0; at < words.Length; at++)
            if (words[at] > 0)
                shape.Append((char)words[at]);
            else if (similar[at] is { Length: > 0 } alike)
                shape.Append(Alike).Append((char)alike.Length).Append([.. alike.Select(word => (char)word)]);
            else
                shape.Append(
                    said.Words[at].Text is "" ? Nothing
                    : said.Words[at].Text.All(char.IsAsciiDigit) ? Number
                    : Other
                );
        return shape.ToString();
    }
}
