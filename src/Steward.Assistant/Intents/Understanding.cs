namespace Steward.Assistant;

/// <summary>Looks for the rows of an entity that are called so, in the trash or out of it; among those that the caller sees.</summary>
internal delegate Task<ILookup<string, NamedRow>> FindNames(
    string entity,
    bool inTrash,
    IReadOnlyCollection<string> names,
    CancellationToken ct
);

/// <summary>What a text came to in one language.</summary>
internal sealed record Understanding(IntentLanguage Language, Said Said)
{
    private const int Telling = 2;

    /// <summary>Readings that could be done as they stand, the best first. One: it is what was meant.</summary>
    public IReadOnlyList<Meaning> Meanings { get; init; } = [];

    /// <summary>A name in the best reading that nobody has, or that several have.</summary>
    public OpenName? Open { get; init; }

    /// <summary>What was perhaps meant.</summary>
    public IReadOnlyList<Reading> Near { get; init; } = [];

    /// <summary>How far it got; the higher, the better.</summary>
    public int Rank =>
        (Meanings, Open, Near) switch
        {
            ([_, ..], _, _) => 4,
            (_, { Rows: not [] }, _) => 3,
            (_, not null, _) => 2,
            (_, _, not []) => 1,
            _ => 0,
        };

    public static async Task<Understanding> Of(
        IntentLanguage language,
        Said said,
        PhraseContext when,
        FindNames find,
        CancellationToken ct
    )
    {
        var understood = new Understanding(language, said);
        var readings = language.Read(said, when);
        if (readings is [])
            return understood with { Near = language.ReadNear(said, when) };
        var names = await KnownNames.Of(readings, find, ct);
        var (open, meanings) = (new List<OpenName>(), new List<Meaning>());
        foreach (var reading in readings)
            if (names.Open(reading) is { } name)
                open.Add(name);
            else
                meanings.Add(names.Meaning(reading));

        if (open.FirstOrDefault(name => Outweighs(name, meanings)) is { } unclear)
            return understood with { Open = unclear };
        if (meanings is [])
            return understood with { Open = open.FirstOrDefault() };
        return understood with { Meanings = [.. Best(meanings)] };
    }

    /// <summary>
    /// Whether a name that is not clear is to be asked about, although something could be done: several have it, or it stands in a
    /// sentence that is so much more telling that the rest of it was hardly meant as any text.
    /// </summary>
    private static bool Outweighs(OpenName name, List<Meaning> meanings)
    {
        if (meanings is [])
            return name.Rows is not [];
        var (open, best) = (name.Reading, meanings[0]);
        return open.Free <= best.Reading.Free
            && open.Proven >= best.Reading.Proven
            && (name.Rows is not [] || (!best.IsNamed && open.Proven >= best.Reading.Proven + Telling));
    }

    /// <summary>
    /// Those that say as much as the first of them; and, since a name may hold a sentence's own words, whatever else names of the
    /// tenant make of it.
    /// </summary>
    private static IEnumerable<Meaning> Best(List<Meaning> meanings)
    {
        var first = meanings[0];
        return meanings
            .Where(other =>
                (other.Reading.Free == first.Reading.Free && other.Reading.Proven == first.Reading.Proven)
                || (first.IsNamed && other.IsNamed && first.Reading.Intent == other.Reading.Intent)
            )
            .DistinctBy(meaning => meaning.Key);
    }
}

/// <summary>A reading whose names are found.</summary>
internal sealed record Meaning(Reading Reading, IReadOnlyDictionary<string, NamedRow> Rows)
{
    /// <summary>All that it does not know for sure are names of the tenant.</summary>
    public bool IsNamed =>
        Rows.Count > 0 && Reading.Slots.All(part => part.Slot!.List is NamesList || !part.Slot.List.IsFree);

    /// <summary>The same for two that do the same.</summary>
    public string Key =>
        Reading.Intent.Name
        + string.Concat(
            Reading
                .Slots.OrderBy(part => part.Slot!.Name, StringComparer.Ordinal)
                .Select(part =>
                    $"\n{part.Slot!.Name}={(Rows.TryGetValue(part.Slot.Name, out var row) ? row.Id.ToString() : part.Value?.ToJsonString() ?? part.Word)}"
                )
        );
}

/// <summary>A name that is not clear.</summary>
/// <param name="Reading">Where it stands.</param>
/// <param name="Part">The slot with the name.</param>
/// <param name="Rows">Those that have it; none: nobody has.</param>
internal sealed record OpenName(Reading Reading, ReadPart Part, IReadOnlyList<NamedRow> Rows);
