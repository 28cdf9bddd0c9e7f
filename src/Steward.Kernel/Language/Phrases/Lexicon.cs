using System.Text;

namespace Steward.Kernel;

/// <summary>What a word of a language may be.</summary>
internal sealed record WordSense
{
    public int Month { get; set; }
    public bool IsDoubtfulMonth { get; set; }
    public int Weekday { get; set; }
    public bool IsDoubtfulWeekday { get; set; }
    public bool IsVeryDoubtfulWeekday { get; set; }
    public int EachWeekday { get; set; }
    public int Number { get; set; }
    public int Ordinal { get; set; }
    public bool IsOrdinalSuffix { get; set; }
    public PhraseUnit? Unit { get; set; }
    public TimeOnly? Part { get; set; }
    public bool IsJoined { get; set; }
    public bool IsAnd { get; set; }
    public bool IsContinuing { get; set; }
    public bool IsCounted { get; set; }
    public bool EndsDates { get; set; }
    public bool EndsNumbers { get; set; }
    public bool EndsEstimates { get; set; }
}

internal enum PhraseUnit
{
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// <summary>A language, ready to be compared with lines: its words by number, its patterns as trees.</summary>
internal sealed class Lexicon
{
    /// <summary>English first. Whoever adds a language adds its file and its name here.</summary>
    public static IReadOnlyList<Lexicon> All { get; } = [new("en"), new("de")];

    private const int LongestWord = 40;
    private readonly Dictionary<string, int> words = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<WordSense> senses = [new()];
    private readonly PatternTree[] trees = [.. Enum.GetValues<Group>().Select(_ => new PatternTree())];

    private Lexicon(string name)
    {
        Name = name;
        var file = LanguageFile.Of(name);
        AddWords(file);
        foreach (var (group, patterns) in file.Patterns)
        foreach (var (pattern, meaning) in patterns)
        foreach (var form in new Pattern(pattern, file.Macros).Forms())
            Tree(Enum.Parse<Group>(group, true)).Add([.. form], meaning, Add);
    }

    public string Name { get; }

    public static IReadOnlyCollection<Lexicon> For(string? language)
    {
        var primary = language?.Split('-', '_')[0];
        var one = All.FirstOrDefault(lexicon => lexicon.Name.Equals(primary, StringComparison.OrdinalIgnoreCase));
        return one is null ? All : [one];
    }

    public PatternTree Tree(Group group) => trees[(int)group];

    public WordSense Sense(int word) => senses[word];

    /// <summary>0 for what is no word of this language's file.</summary>
    public int WordOf(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestWord)
            return 0;
        if (words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var word))
            return word;
        return text.ContainsAnyInRange('\u0300', '\u036f') && !text.ContainsAnyInRange('\ud800', '\udfff')
            ? words.GetValueOrDefault(text.ToString().Normalize(NormalizationForm.FormC))
            : 0;
    }

    private void AddWords(LanguageFile file)
    {
        Each(file.Months, (sense, month) => sense.Month = month);
        Each(file.DoubtfulMonths, sense => sense.IsDoubtfulMonth = true);
        Each(file.Weekdays, (sense, day) => sense.Weekday = day);
        Each(file.DoubtfulWeekdays, sense => sense.IsDoubtfulWeekday = true);
        Each(file.VeryDoubtfulWeekdays, sense => sense.IsVeryDoubtfulWeekday = sense.IsDoubtfulWeekday = true);
        Each(file.EachWeekday, (sense, day) => sense.EachWeekday = day);
        Each(file.Numbers, (sense, number) => sense.Number = number);
        Each(file.Ordinals, (sense, ordinal) => sense.Ordinal = ordinal);
        Each(file.OrdinalSuffixes, sense => sense.IsOrdinalSuffix = true);
        Each(file.Units, (sense, unit) => sense.Unit = Enum.Parse<PhraseUnit>(unit, true));
        Each(file.PartsOfDay, (sense, time) => sense.Part = time);
        Each(file.And, sense => sense.IsAnd = true);
        Each(file.Continuing, sense => sense.IsContinuing = true);
        Each(file.Counted, sense => sense.IsCounted = true);
        Each(file.NoDateAfter, sense => sense.EndsDates = true);
        Each(file.NoNumberAfter, sense => sense.EndsNumbers = true);
        Each(file.NoEstimateAfter, sense => sense.EndsEstimates = true);
        foreach (var (name, day) in file.Weekdays)
        foreach (var part in file.JoinedParts)
        {
            var sense = senses[Add(name + part)];
            (sense.Weekday, sense.Part, sense.IsJoined) = (day, file.PartsOfDay[part], true);
        }
    }

    private void Each(IEnumerable<string> names, Action<WordSense> set)
    {
        foreach (var name in names)
            set(senses[Add(name)]);
    }

    private void Each<T>(Dictionary<string, T> names, Action<WordSense, T> set)
    {
        foreach (var (name, value) in names)
            set(senses[Add(name)], value);
    }

    private int Add(string name)
    {
        if (words.TryGetValue(name, out var word))
            return word;
        senses.Add(new());
        words.Add(name, senses.Count - 1);
        if (name.Contains('\''))
            words.Add(name.Replace('\'', '’'), senses.Count - 1);
        return senses.Count - 1;
    }
}
