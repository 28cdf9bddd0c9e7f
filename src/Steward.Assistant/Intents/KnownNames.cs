namespace Steward.Assistant;

/// <summary>The rows that the names in readings mean: looked up once for each kind, the whole name only.</summary>
internal sealed class KnownNames
{
    private static readonly string[] Quotes = ["\"\"", "“”", "„“", "»«", "«»", "''", "‘’"];
    private readonly Dictionary<(string Entity, bool InTrash), ILookup<string, NamedRow>> found = [];

    public static async Task<KnownNames> Of(IReadOnlyList<Reading> readings, FindNames find, CancellationToken ct)
    {
        var names = new KnownNames();
        var wanted =
            from part in readings.SelectMany(reading => reading.Slots)
            where part.Slot!.List is NamesList
            group part by ((NamesList)part.Slot!.List) into list
            from name in list.SelectMany(part => Forms(part.Word, list.Key))
            where !Guid.TryParse(name, out _)
            group name by (list.Key.Entity, list.Key.InTrash);
        foreach (var kind in wanted)
            names.found[kind.Key] = await find(kind.Key.Entity, kind.Key.InTrash, [.. kind.Distinct()], ct);
        return names;
    }

    /// <summary>The first name that does not mean one row; null: all are clear.</summary>
    public OpenName? Open(Reading reading)
    {
        foreach (var part in reading.Slots)
            if (part.Slot!.List is NamesList list && Rows(part.Word, list) is not [_] and var rows)
                return new(reading, part, rows);
        return null;
    }

    public Meaning Meaning(Reading reading) =>
        new(
            reading,
            reading
                .Slots.Where(part => part.Slot!.List is NamesList)
                .ToDictionary(part => part.Slot!.Name, part => Rows(part.Word, (NamesList)part.Slot!.List)[0])
        );

    private List<NamedRow> Rows(string text, NamesList list)
    {
        foreach (var form in Forms(text, list))
            if (Guid.TryParse(form, out var id))
                return
                [
                    new()
                    {
                        Id = id,
                        Name = form,
                        Label = form,
                    },
                ];
            else if (found.GetValueOrDefault((list.Entity, list.InTrash))?[form].ToList() is [_, ..] rows)
                return rows;
        return [];
    }

    /// <summary>As it stands there; else without quotes; else without what ends a sentence.</summary>
    private static IEnumerable<string> Forms(string text, NamesList list)
    {
        if (list.Words.TryGetValue(Said.Word(text), out var meant))
            return [meant];
        var ended = text.TrimEnd('.', '!', '?', ',', ';', ':');
        return new[] { text, Unquoted(text), ended, Unquoted(ended) }.Where(form => form.Length > 0).Distinct();
    }

    private static string Unquoted(string text) =>
        text.Length > 2 && Quotes.Any(pair => pair[0] == text[0] && pair[1] == text[^1]) ? text[1..^1].Trim() : text;
}
