namespace Steward.Kernel;

/// <summary>Everything that queries of one language can name.</summary>
internal sealed class QueryVocabulary
{
    private static readonly string[] Keywords = ["and", "or", "not", "in", "is", "order", "by", "asc", "desc"];

    private readonly Dictionary<string, QueryTerm> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> prefixes = new(StringComparer.OrdinalIgnoreCase);

    public QueryVocabulary(IReadOnlyList<QueryTerm> terms, IReadOnlyList<(string Name, string Description)> sorts)
    {
        (Terms, Sorts) = (terms, sorts);
        foreach (var term in terms)
        foreach (var name in term.Aliases.Prepend(term.Name))
        {
            if (!IsName(name, term) || !byName.TryAdd(name, term))
                throw new InvalidOperationException($"A query cannot call a field or flag '{name}', or two of them.");
            if (name.IndexOf(':') is > 0 and var colon)
                prefixes.Add(name[..colon]);
        }
        if (prefixes.FirstOrDefault(byName.ContainsKey) is { } both)
            throw new InvalidOperationException($"'{both}' is a field and begins flags.");
    }

    public IReadOnlyList<QueryTerm> Terms { get; }
    public IReadOnlyList<(string Name, string Description)> Sorts { get; }

    public QueryTerm? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Whether flags begin so, as <c>has</c> in <c>has:children</c>.</summary>
    public bool IsPrefix(string word) => prefixes.Contains(word);

    public IEnumerable<string> Fields => byName.Where(one => !one.Value.IsFlag).Select(one => one.Key);
    public IEnumerable<string> Flags => byName.Where(one => one.Value.IsFlag).Select(one => one.Key);

    /// <summary>What finds a word in texts, if the language has such a thing.</summary>
    public QueryTerm? Search => Terms.FirstOrDefault(term => term.Operators is [QueryOperator.Has]);

    /// <summary>Lower case; a digit at the end would swallow the colon behind it, as if it were a time of day.</summary>
    private static bool IsName(string name, QueryTerm term)
    {
        var parts = name.Split(':');
        return parts.Length <= (term.IsFlag ? 2 : 1)
            && parts.All(part => part is [>= 'a' and <= 'z', ..] && part.All(c => c is '_' or (>= 'a' and <= 'z')))
            && (parts.Length == 2 || !Keywords.Contains(name));
    }
}
