namespace Steward.Kernel;

/// <summary>From names to ids, among the rows that the caller may see: a name of any other row is a name that nobody has.</summary>
internal sealed class NameLookup
{
    private const int MostShown = 64;

    private readonly Transaction transaction;
    private readonly Catalogue catalogue;
    private readonly Dictionary<(NamedKind, string), Guid> ids = [];

    private NameLookup(Transaction transaction, Catalogue catalogue) =>
        (this.transaction, this.catalogue) = (transaction, catalogue);

    /// <summary>The operation itself, once the rows that it names are found.</summary>
    public static async Task<IOperation> Resolve(
        Transaction transaction,
        Catalogue catalogue,
        GivenInput given,
        CancellationToken ct
    )
    {
        if (given.Names is [])
            return given.Operation;
        var lookup = new NameLookup(transaction, catalogue);
        foreach (var names in given.Names.GroupBy(name => name.Kind))
            await lookup.Find(names.Key, [.. names], ct);
        return given.With(name => lookup.ids[(name.Kind, name.Text)]);
    }

    private async Task Find(NamedKind kind, List<GivenName> names, CancellationToken ct)
    {
        var search = new NameSearch(transaction, kind.Entity) { InTrash = kind.InTrash };
        var rows = await search.Find(names.Select(name => name.Text), ct);
        if (names.FindAll(name => rows[name.Text].Skip(1).Any()) is { Count: > 0 } ambiguous)
            throw Ambiguous(ambiguous, rows);
        if (names.FindAll(name => !rows.Contains(name.Text)) is { Count: > 0 } unknown)
            throw Unknown(unknown);
        foreach (var row in rows)
            ids[(kind, row.Key)] = row.First().Id;
    }

    private RefusalException Unknown(List<GivenName> names)
    {
        var kind = names[0].Kind;
        var place = kind.InTrash ? " in the trash" : "";
        var next = catalogue.ListOf(kind.Entity) is { } list ? $" {list.Name} shows them." : "";
        return Refusal(
            RefusalKind.NotFound,
            "not_found",
            names,
            name => $"No {NameSearch.Words(kind.Entity)}{place} is called '{Shown(name.Text)}'.{next}"
        );
    }

    private static RefusalException Ambiguous(List<GivenName> names, ILookup<string, NamedRow> rows)
    {
        return Refusal(RefusalKind.Invalid, "ambiguous_name", names, Message, ("candidates", Candidates(names[0])));

        List<Candidate> Candidates(GivenName name) =>
            [
                .. rows[name.Text]
                    .OrderBy(row => row.Id)
                    .Take(NameSearch.MostCandidates)
                    .Select(row => new Candidate(row.Id, row.Label)),
            ];

        string Message(GivenName name) =>
            $"'{Shown(name.Text)}' is the name of more than one {NameSearch.Words(name.Kind.Entity)}; use the id of the one you mean: "
            + string.Join(", ", Candidates(name).Select(row => $"{row.Id} ({Shown(row.Label)})"))
            + (rows[name.Text].Count() > NameSearch.MostCandidates ? ", and others." : ".");
    }

    private static RefusalException Refusal(
        RefusalKind kind,
        string code,
        List<GivenName> names,
        Func<GivenName, string> message,
        params IEnumerable<(string Name, object? Value)> about
    ) =>
        new(kind, code, message(names[0]))
        {
            Params = new Dictionary<string, object?>
            {
                ["entity"] = names[0].Kind.Entity,
                ["name"] = names[0].Text,
                ["input"] = names[0].Input.Name,
            }
                .Concat(about.Select(one => KeyValuePair.Create(one.Name, one.Value)))
                .ToDictionary(),
            Errors =
            [
                .. names.Take(Validation.MostErrors).Select(name => new InputError(name.Pointer, code, message(name))),
            ],
        };

    private static string Shown(string name) =>
        name.Length <= MostShown ? name
        : char.IsHighSurrogate(name[MostShown - 1]) ? name[..(MostShown - 1)] + "..."
        : name[..MostShown] + "...";

    private sealed record Candidate(Guid Id, string Label);
}
