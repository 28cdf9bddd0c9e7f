namespace Steward.Assistant;

/// <summary>Reads the intents of a file, and sees to it that what they call and name is there.</summary>
internal sealed class IntentReader(IntentFile file, Catalogue catalogue, SentenceTree tree, Vocabulary vocabulary)
{
    /// <summary>What is known of every call.</summary>
    public static readonly string[] Always = ["me", "today", "language", "examples", Newest];

    /// <summary>The caller's newest change that was said and can be taken back.</summary>
    public const string Newest = "newest_change";

    private static readonly string[] Known =
    [
        "sentences",
        "operation",
        "input",
        "steps",
        "answer",
        "question",
        "example",
        "needs",
        "otherwise",
    ];

    public IEnumerable<(Intent Intent, IReadOnlyList<Sentence> Sentences)> Read(int firstNumber)
    {
        foreach (var (name, part) in file.Entries("intents"))
        {
            var about = part.Only(Known);
            var (intent, called) = Intent(name, part, about);
            var sentences = new List<Sentence>();
            var slots = new HashSet<string>();
            foreach (var text in Part("sentences", part, about).Items)
            {
                var sentence = new Sentence(intent, text.Text, firstNumber++);
                sentences.Add(sentence);
                slots.UnionWith(Plant(sentence, text));
            }
            Check(intent, part, [.. slots, .. called, .. Always]);
            yield return (intent, sentences);
        }
    }

    private (Intent, IReadOnlyList<string> Called) Intent(
        string name,
        YamlPart part,
        IReadOnlyDictionary<string, YamlPart> about
    )
    {
        var given =
            about.TryGetValue("steps", out var several)
                ? [.. several.Items.Select(step => (Place: step, About: step.Only("operation", "input", "optional")))]
            : about.ContainsKey("operation") ? [(Place: part, About: about)]
            : new List<(YamlPart Place, IReadOnlyDictionary<string, YamlPart> About)>();
        var isQuestion = about.TryGetValue("question", out var question);
        var intent = new Intent
        {
            Name = name,
            Example = about.TryGetValue("example", out var example) ? example.Text : null,
            Steps = [.. given.Select(step => Step(step.Place, step.About)).OfType<Step>()],
            Answer = Answer.Parse(isQuestion ? question! : Part("answer", part, about)),
            Needs = about.TryGetValue("needs", out var needs) ? ValuePath.Parse(needs, needs.Text) : null,
            Otherwise = about.TryGetValue("otherwise", out var otherwise) ? TextTemplate.Parse(otherwise) : null,
            IsQuestion = isQuestion,
        };
        if (intent.Needs is null != intent.Otherwise is null)
            throw part.Fault($"'{name}': needs and otherwise go together.");
        return (intent, [.. given.Select(step => step.About["operation"].Text)]);
    }

    /// <summary>Null: it is optional, and there is none.</summary>
    private Step? Step(YamlPart place, IReadOnlyDictionary<string, YamlPart> about)
    {
        var name = Part("operation", place, about);
        var isOptional = about.TryGetValue("optional", out var optional) && optional.Text is "true";
        if (catalogue.Find(name.Text) is not { } operation)
            return isOptional ? null : throw name.Fault($"No operation is called '{name.Text}'.");
        if (!about.TryGetValue("input", out var input))
            return new(operation, new([]), isOptional);
        foreach (var (given, value) in input.Entries)
            if (operation.Inputs.All(one => one.Name != given))
                throw value.Fault(
                    $"'{operation.Name}' has no input '{given}'. It takes {string.Join(", ", operation.Inputs.Select(one => one.Name))}."
                );
        return new(operation, InputTemplate.Fields(input), isOptional);
    }

    /// <summary>Puts all forms of a sentence into the tree; answers with the slots that it has.</summary>
    private HashSet<string> Plant(Sentence sentence, YamlPart text)
    {
        var names = new HashSet<string>();
        foreach (var form in Template.Forms(text, file.Rules))
        {
            var (node, own) = (tree, new HashSet<string>());
            foreach (var item in form)
                if (item[0] is '{')
                {
                    var slot = file.Slot(item[1..^1], text);
                    if (!own.Add(slot.Name))
                        throw text.Fault($"'{sentence.Text}' has the slot '{slot.Name}' twice.");
                    node = node.Add(slot);
                }
                else if (Said.Word(item) is { Length: > 0 } word)
                    node = node.Add(vocabulary.Add(word));
                else
                    throw text.Fault($"'{item}' in '{sentence.Text}' is no word.");
            if (form.All(item => item[0] is '{'))
                throw text.Fault($"'{sentence.Text}' may be without a word of its own.");
            node.End(sentence);
            names.UnionWith(own);
        }
        return names;
    }

    private static void Check(Intent intent, YamlPart part, HashSet<string> known)
    {
        var paths = intent
            .Steps.SelectMany(step => step.Input.Paths)
            .Concat(intent.Answer.Paths)
            .Concat(intent.Otherwise?.Paths ?? [])
            .Append(intent.Needs)
            .OfType<ValuePath>();
        if (paths.FirstOrDefault(path => !known.Contains(path.Root)) is { } unknown)
            throw part.Fault(
                $"'{intent.Name}' names '{unknown.Root}', which is none of its slots or operations: {string.Join(", ", known.Order())}."
            );
    }

    private static YamlPart Part(string name, YamlPart place, IReadOnlyDictionary<string, YamlPart> parts) =>
        parts.TryGetValue(name, out var part) ? part : throw place.Fault($"Here '{name}' is missing.");
}
