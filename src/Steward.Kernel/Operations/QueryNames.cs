namespace Steward.Kernel;

/// <summary>
/// From names in a query to ids, among the rows that the caller may see. Unlike an input, a condition is about all that are called so.
/// </summary>
internal sealed class QueryNames(Transaction transaction)
{
    private const int MostRows = 1000;
    private const int MostKnown = 500;

    public async Task<IReadOnlyList<ResolvedName>> Resolve(IReadOnlyList<QueryName> names, CancellationToken ct)
    {
        var ids = new Dictionary<QueryName, IReadOnlyList<Guid>>();
        var known = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var kind in names.GroupBy(name => name.Kind))
        {
            var entity = Readable(kind.Key);
            await FindIds(entity, [.. kind], ids, ct);
            await Find(entity, [.. kind.Where(IsOpen)], anyCase: false, ids, ct);
            await Find(entity, [.. kind.Where(IsOpen)], anyCase: true, ids, ct);
            if (kind.Any(IsOpen))
                known[kind.Key] = await Beginning(new(kind.Key, ""), ct);
        }
        return
        [
            .. names.Select(name => new ResolvedName(
                ids.GetValueOrDefault(name, []),
                known.GetValueOrDefault(name.Kind)
            )),
        ];

        bool IsOpen(QueryName name) => !ids.ContainsKey(name);
    }

    public async Task<IReadOnlyList<string>> Beginning(QueryName name, CancellationToken ct) =>
        await Readable(name.Kind).NamesBeginning(transaction.Database, transaction.Caller, name.Text, MostKnown, ct);

    private async Task FindIds(
        EntityInfo entity,
        IReadOnlyList<QueryName> names,
        Dictionary<QueryName, IReadOnlyList<Guid>> ids,
        CancellationToken ct
    )
    {
        var given = names
            .Select(name => (Name: name, Id: Guid.TryParse(name.Text, out var id) ? id : default))
            .Where(one => one.Id != default)
            .ToList();
        if (given is [])
            return;
        var (visible, _) = await entity.Sort(
            transaction.Database,
            transaction.Caller,
            [.. given.Select(one => one.Id)],
            ct
        );
        foreach (var (name, id) in given.Where(one => visible.Contains(one.Id)))
            ids[name] = [id];
    }

    private async Task Find(
        EntityInfo entity,
        IReadOnlyList<QueryName> names,
        bool anyCase,
        Dictionary<QueryName, IReadOnlyList<Guid>> ids,
        CancellationToken ct
    )
    {
        if (names is [])
            return;
        var found = await entity.Called(
            transaction.Database,
            transaction.Caller,
            [.. names.Select(name => name.Text)],
            inTrash: false,
            within: null,
            anyCase,
            MostRows + 1,
            ct
        );
        if (found.Count > MostRows)
            throw new RefusalException(
                RefusalKind.Invalid,
                "ambiguous_name",
                $"More than {MostRows} rows are called by the query's names. Use the ids of those you mean."
            );
        var rows = found.ToLookup(row => row.Name, row => row.Id);
        foreach (var name in names.Where(name => rows.Contains(name.Text)))
            ids[name] = [.. rows[name.Text].Distinct()];
    }

    /// <summary>Who may not read its rows would learn by names what there is.</summary>
    private EntityInfo Readable(string kind)
    {
        var entity = transaction.Database.Entities.Of(kind);
        return entity.ReadScope is not { } scope || transaction.Caller.Scopes.Contains(scope)
            ? entity
            : throw RefusalException.Forbidden("missing_scope", $"To look for its names needs the permission {scope}.");
    }
}
