namespace Steward.Kernel;

/// <summary>
/// From names in a query to ids, among the rows that the caller may see. Unlike an input, a condition is about all that are called so.
/// </summary>
internal sealed class QueryNames(Transaction transaction)
{
    private const int MostKnown = 500;

    public async Task<IReadOnlyList<ResolvedName>> Resolve(IReadOnlyList<QueryName> names, CancellationToken ct)
    {
        var ids = new Dictionary<QueryName, IReadOnlyList<Guid>>();
        var known = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var kind in names.GroupBy(name => name.Kind))
        {
            var search = Search(kind.Key);
            await FindIds(search.Readable(), [.. kind], ids, ct);
            var called = await search.Find(kind.Where(IsOpen).Select(name => name.Text), ct);
            foreach (var rows in called)
                ids[new(kind.Key, rows.Key)] = [.. rows.Select(row => row.Id)];
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
        await Search(name.Kind)
            .Readable()
            .NamesBeginning(transaction.Database, transaction.Caller, name.Text, MostKnown, ct);

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

    private NameSearch Search(string kind) => new(transaction, kind) { ForCondition = true };
}
