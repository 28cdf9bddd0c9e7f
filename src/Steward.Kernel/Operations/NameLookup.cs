namespace Steward.Kernel;

/// <summary>From names to ids, among the rows that the caller may see: a name of any other row is a name that nobody has.</summary>
internal static class NameLookup
{
    private const int MostCandidates = 10;
    private const int MostShown = 64;

    public static async Task<IOperation> Resolve(
        Database database,
        Catalogue catalogue,
        Caller caller,
        GivenInput given,
        CancellationToken ct
    )
    {
        if (given.Names is [])
            return given.Operation;
        var ids = new Dictionary<(ResourceAttribute, string), Guid>();
        foreach (var names in given.Names.GroupBy(name => name.Input.Resource!))
        {
            var entity = database.Entities.Of(names.Key.Entity);
            CheckReadable(entity, caller);
            foreach (var word in names.Select(name => name.Text))
                if (entity.Meant(word, caller) is { } meant)
                    ids[(names.Key, word)] = meant;
            // Names in another case only if there is none in this one; so the usual call asks once.
            foreach (var anyCase in (bool[])[false, true])
                if (names.Where(name => !ids.ContainsKey((names.Key, name.Text))).ToList() is { Count: > 0 } open)
                    foreach (var (name, id) in await Find(database, entity, caller, open, anyCase, ct))
                        ids[(names.Key, name)] = id;
            if (names.Where(name => !ids.ContainsKey((names.Key, name.Text))).ToList() is { Count: > 0 } unknown)
                throw Unknown(names.Key, unknown, catalogue.ListOf(entity.Name));
        }
        return given.With(name => ids[(name.Input.Resource!, name.Text)]);
    }

    private static async Task<IEnumerable<(string, Guid)>> Find(
        Database database,
        EntityInfo entity,
        Caller caller,
        List<GivenName> names,
        bool anyCase,
        CancellationToken ct
    )
    {
        string[] texts = [.. names.Select(name => name.Text).Distinct()];
        var resource = names[0].Input.Resource!;
        // If there are more rows than that, one of the names has too many; which of them were left out does not matter then.
        var most = texts.Length * MostCandidates * entity.NamesOfRow + 1;
        var found = await entity.Called(database, caller, texts, resource.InTrash, anyCase, most, ct);
        var rows = found.DistinctBy(row => (row.Name, row.Id)).ToLookup(row => row.Name);
        var ambiguous = names.Where(name => rows[name.Text].Skip(1).Any()).ToList();
        return ambiguous is [] ? rows.Select(row => (row.Key, row.First().Id)) : throw Ambiguous(ambiguous, rows);
    }

    /// <summary>Who may write and not read would learn by names what there is.</summary>
    private static void CheckReadable(EntityInfo entity, Caller caller)
    {
        if (entity.ReadScope is { } scope && !caller.Scopes.Contains(scope))
            throw new RefusalException(
                RefusalKind.Forbidden,
                "missing_scope",
                $"To find a {Words(entity.Name)} by its name needs the permission {scope}. Use its id."
            )
            {
                Params = new Dictionary<string, object?> { ["scope"] = scope, ["entity"] = entity.Name },
            };
    }

    private static RefusalException Unknown(ResourceAttribute resource, List<GivenName> names, OperationInfo? list) =>
        Refusal(
            RefusalKind.NotFound,
            "not_found",
            names,
            name =>
                $"No {Words(resource.Entity)}{(resource.InTrash ? " in the trash" : "")} is called '{Shown(name.Text)}'."
                + (list is null ? "" : $" {list.Name} shows them."),
            _ => null
        );

    private static RefusalException Ambiguous(List<GivenName> names, ILookup<string, NamedRow> rows) =>
        Refusal(
            RefusalKind.Invalid,
            "ambiguous_name",
            names,
            name =>
                $"'{Shown(name.Text)}' is the name of more than one {Words(name.Input.Resource!.Entity)}; use the id of the one you mean: "
                + string.Join(", ", Candidates(rows[name.Text]).Select(row => $"{row.Id} ({Shown(row.Label)})"))
                + (rows[name.Text].Count() > MostCandidates ? ", and others." : "."),
            name => Candidates(rows[name.Text])
        );

    private static List<Candidate> Candidates(IEnumerable<NamedRow> rows) =>
        [.. rows.OrderBy(row => row.Id).Take(MostCandidates).Select(row => new Candidate(row.Id, row.Label))];

    private static RefusalException Refusal(
        RefusalKind kind,
        string code,
        List<GivenName> names,
        Func<GivenName, string> message,
        Func<GivenName, List<Candidate>?> candidates
    )
    {
        var about = new Dictionary<string, object?>
        {
            ["entity"] = names[0].Input.Resource!.Entity,
            ["name"] = names[0].Text,
            ["input"] = names[0].Input.Name,
        };
        if (candidates(names[0]) is { } list)
            about["candidates"] = list;
        return new(kind, code, message(names[0]))
        {
            Params = about,
            Errors =
            [
                .. names.Take(Validation.MostErrors).Select(name => new InputError(name.Pointer, code, message(name))),
            ],
        };
    }

    private static string Words(string entity) => entity.Replace('_', ' ');

    private static string Shown(string name) =>
        name.Length <= MostShown ? name
        : char.IsHighSurrogate(name[MostShown - 1]) ? name[..(MostShown - 1)] + "..."
        : name[..MostShown] + "...";

    private sealed record Candidate(Guid Id, string Label);
}
