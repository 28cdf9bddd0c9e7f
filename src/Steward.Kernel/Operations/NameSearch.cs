namespace Steward.Kernel;

/// <summary>Which rows of an entity are called so, among those that the caller may see.</summary>
/// <param name="transaction">Whose call it is.</param>
/// <param name="entity">The entity's wire name.</param>
internal sealed class NameSearch(Transaction transaction, string entity)
{
    /// <summary>Of a name that more rows have, no more than some are told.</summary>
    public const int MostCandidates = 10;

    private const int MostRows = 1000;

    private readonly EntityInfo rows = transaction.Database.Entities.Of(entity);

    /// <summary>Looks in the trash, and only there.</summary>
    public bool InTrash { get; init; }

    /// <summary>Only rows that stand in this one.</summary>
    public Guid? Within { get; init; }

    /// <summary>All rows of each name, for a condition: it is about all that are called so.</summary>
    public bool ForCondition { get; init; }

    /// <summary>The rows of each name: none, one, or some of those that share it. Usually it asks once for all names.</summary>
    public async Task<ILookup<string, NamedRow>> Find(IEnumerable<string> names, CancellationToken ct)
    {
        Readable();
        var found = new List<NamedRow>();
        string[] texts = [.. names.Where(name => name.Length <= Naming.LongestName).Distinct()];
        foreach (var text in texts)
            if (Within is null && !ForCondition && rows.Meant(text, transaction.Caller) is { } meant)
                found.Add(
                    new()
                    {
                        Id = meant,
                        Name = text,
                        Label = text,
                    }
                );
        // In other letters' case only what is not found as it is written.
        await Find(Open(), anyCase: false, found, ct);
        await Find(Open(), anyCase: true, found, ct);
        return found.ToLookup(row => row.Name);

        string[] Open() => [.. texts.Except(found.Select(row => row.Name))];
    }

    private async Task Find(string[] names, bool anyCase, List<NamedRow> found, CancellationToken ct)
    {
        if (names is [])
            return;
        var most = (ForCondition ? MostRows : names.Length * MostCandidates * rows.NamesOfRow) + 1;
        var called = await rows.Called(
            transaction.Database,
            transaction.Caller,
            names,
            InTrash,
            Within,
            anyCase,
            most,
            ct
        );
        if (called.Count == most && ForCondition)
            throw new RefusalException(
                RefusalKind.Invalid,
                "ambiguous_name",
                $"More than {MostRows} rows are called by the query's names. Use the ids of those you mean."
            );
        if (called.Count < most || names.Length == 1)
        {
            found.AddRange(called.DistinctBy(row => (row.Name, row.Id)));
            return;
        }
        // So many rows share some of the names that rows of others were left out.
        await Find(names[..(names.Length / 2)], anyCase, found, ct);
        await Find(names[(names.Length / 2)..], anyCase, found, ct);
    }

    /// <summary>The entity. Who may write and not read its rows would learn by names what there is.</summary>
    public EntityInfo Readable() =>
        rows.ReadScope is not { } scope || transaction.Caller.Scopes.Contains(scope)
            ? rows
            : throw new RefusalException(
                RefusalKind.Forbidden,
                "missing_scope",
                $"To find a {Words(entity)} by its name needs the permission {scope}."
                    + (ForCondition ? "" : " Use its id.")
            )
            {
                Params = new Dictionary<string, object?> { ["scope"] = scope, ["entity"] = entity },
            };

    public static string Words(string entity) => entity.Replace('_', ' ');
}
