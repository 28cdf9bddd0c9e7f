namespace Steward.Kernel;

/// <summary>From names to ids, among the rows that the caller may see: a name of any other row is a name that nobody has.</summary>
internal sealed class NameLookup
{
    private const int MostCandidates = 10;
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
        var entity = transaction.Database.Entities.Of(kind.Entity);
        CheckReadable(entity);
        foreach (var name in names)
            if (entity.Meant(name.Text, transaction.Caller) is { } meant)
                ids[(kind, name.Text)] = meant;
        // In other letters' case only what is not found as it is written; so the usual call asks once.
        await Find(entity, Open(names), anyCase: false, ct);
        await Find(entity, Open(names), anyCase: true, ct);
        if (Open(names) is { Count: > 0 } unknown)
            throw Unknown(unknown);
    }

    private List<GivenName> Open(List<GivenName> names) =>
        names.FindAll(name => !ids.ContainsKey((name.Kind, name.Text)));

    private async Task Find(EntityInfo entity, List<GivenName> names, bool anyCase, CancellationToken ct)
    {
        if (names is [])
            return;
        var kind = names[0].Kind;
        string[] texts = [.. names.Select(name => name.Text).Distinct()];
        // Of more rows than that some have the same name; then it is refused, and what was left out does not matter.
        var most = texts.Length * MostCandidates * entity.NamesOfRow + 1;
        var found = await entity.Called(
            transaction.Database,
            transaction.Caller,
            texts,
            kind.InTrash,
            anyCase,
            most,
            ct
        );
        var rows = found.DistinctBy(row => (row.Name, row.Id)).ToLookup(row => row.Name);
        if (names.FindAll(name => rows[name.Text].Skip(1).Any()) is { Count: > 0 } ambiguous)
            throw Ambiguous(ambiguous, rows);
        foreach (var row in rows)
            ids[(kind, row.Key)] = row.First().Id;
    }

    /// <summary>Who may write and not read would learn by names what there is.</summary>
    private void CheckReadable(EntityInfo entity)
    {
        if (entity.ReadScope is { } scope && !transaction.Caller.Scopes.Contains(scope))
            throw new RefusalException(
                RefusalKind.Forbidden,
                "missing_scope",
                $"To find a {Words(entity.Name)} by its name needs the permission {scope}. Use its id."
            )
            {
                Params = new Dictionary<string, object?> { ["scope"] = scope, ["entity"] = entity.Name },
            };
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
            name => $"No {Words(kind.Entity)}{place} is called '{Shown(name.Text)}'.{next}"
        );
    }

    private static RefusalException Ambiguous(List<GivenName> names, ILookup<string, NamedRow> rows)
    {
        return Refusal(RefusalKind.Invalid, "ambiguous_name", names, Message, ("candidates", Candidates(names[0])));

        List<Candidate> Candidates(GivenName name) =>
            [
                .. rows[name.Text]
                    .OrderBy(row => row.Id)
                    .Take(MostCandidates)
                    .Select(row => new Candidate(row.Id, row.Label)),
            ];

        string Message(GivenName name) =>
            $"'{Shown(name.Text)}' is the name of more than one {Words(name.Kind.Entity)}; use the id of the one you mean: "
            + string.Join(", ", Candidates(name).Select(row => $"{row.Id} ({Shown(row.Label)})"))
            + (rows[name.Text].Count() > MostCandidates ? ", and others." : ".");
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

    private static string Words(string entity) => entity.Replace('_', ' ');

    private static string Shown(string name) =>
        name.Length <= MostShown ? name
        : char.IsHighSurrogate(name[MostShown - 1]) ? name[..(MostShown - 1)] + "..."
        : name[..MostShown] + "...";

    private sealed record Candidate(Guid Id, string Label);
}
