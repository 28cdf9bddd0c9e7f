namespace Steward.Kernel;

/// <summary>Walks over what is written before the caret and tells what could come next.</summary>
internal sealed class QueryCompleter(
    QueryVocabulary vocabulary,
    Func<QueryName, CancellationToken, Task<IReadOnlyList<string>>> names
)
{
    private static readonly (string Name, string Description)[] Operators =
    [
        (":", "is, has or holds"),
        ("=", "is"),
        ("!=", "is not"),
        ("<", "less, before"),
        ("<=", "at most, not after"),
        (">", "more, after"),
        (">=", "at least, not before"),
        ("in (", "is one of these"),
        ("is empty", "has no value"),
        ("is set", "has a value"),
    ];

    public async Task<QueryCompletion> Complete(string text, int position, CancellationToken ct)
    {
        position = Math.Clamp(position, 0, text.Length);
        if (text.Length > QueryLimits.Length)
            return new(position, 0, []);
        var tokens = QueryLexer.Read(text);
        var touched = tokens.Find(token => token.Span.Start < position && position <= token.Span.End);
        var hasPiece = touched.Kind is not QueryTokenKind.Symbol && touched.Span.Length > 0;
        var piece = hasPiece ? touched.Span : new(position, 0);
        var written = text[piece.Start..position];
        var before = tokens.TakeWhile(token => token.Kind is not QueryTokenKind.End && token.Span.End <= piece.Start);

        var place = new QueryPlace(vocabulary);
        foreach (var token in before)
            place.Pass(token);
        var suggestions = (await Suggestions(place, Unquoted(written), ct))
            .Where(one => StartsWith(one.Insert, written))
            .DistinctBy(one => one.Insert)
            .Take(QueryLimits.Completions);
        return new(piece.Start, piece.Length, [.. suggestions]);
    }

    private async Task<IEnumerable<QuerySuggestion>> Suggestions(
        QueryPlace place,
        string prefix,
        CancellationToken ct
    ) =>
        place.Expected switch
        {
            QueryExpected.Condition => Conditions(),
            QueryExpected.Operator => Of(place.Field),
            QueryExpected.List => [new("(", QuerySuggestionKind.Operator, "")],
            QueryExpected.Emptiness => Keywords("empty", "set"),
            QueryExpected.Value => await Values(place, prefix, ct),
            QueryExpected.AfterValue => [Symbol(","), Symbol(")")],
            QueryExpected.By => Keywords("by"),
            QueryExpected.SortKey => Sorts(),
            QueryExpected.AfterSortKey => [.. Keywords("asc", "desc"), Symbol(",")],
            _ =>
            [
                .. place.Depth > 0 ? [Symbol(")")] : Array.Empty<QuerySuggestion>(),
                .. Keywords("and", "or", "order by"),
                .. Conditions(),
            ],
        };

    private IEnumerable<QuerySuggestion> Conditions() =>
        [
            .. vocabulary.Terms.Select(term => new QuerySuggestion(
                term.Name,
                term.IsFlag ? QuerySuggestionKind.Flag : QuerySuggestionKind.Field,
                term.Description
            )),
            .. Keywords("not"),
            Symbol("("),
        ];

    private static IEnumerable<QuerySuggestion> Of(QueryTerm? field) =>
        from one in Operators
        where field is null || field.Operators.Any(known => one.Name.TrimEnd('(', ' ') == known.Written())
        select new QuerySuggestion(one.Name, QuerySuggestionKind.Operator, one.Description);

    private async Task<IEnumerable<QuerySuggestion>> Values(QueryPlace place, string prefix, CancellationToken ct)
    {
        if (place.FlagPrefix is { } flags)
            return vocabulary
                .Terms.Where(term => term.Name.StartsWith(flags, StringComparison.OrdinalIgnoreCase))
                .Select(term => new QuerySuggestion(
                    term.Name[flags.Length..],
                    QuerySuggestionKind.Flag,
                    term.Description
                ));
        if (place.Field is not { } field)
            return [];
        var words = field.Words.Select(word => new QuerySuggestion(word.Key, QuerySuggestionKind.Value, word.Value));
        if (field.NameKind is not { } kind)
            return words;
        var known = await names(new(kind, prefix), ct);
        return words.Concat(known.Select(name => new QuerySuggestion(Quoted(name), QuerySuggestionKind.Value, kind)));
    }

    private IEnumerable<QuerySuggestion> Sorts() =>
        vocabulary.Sorts.Select(sort => new QuerySuggestion(sort.Name, QuerySuggestionKind.Field, sort.Description));

    private static IEnumerable<QuerySuggestion> Keywords(params string[] keywords) =>
        keywords.Select(keyword => new QuerySuggestion(keyword, QuerySuggestionKind.Keyword, ""));

    private static QuerySuggestion Symbol(string symbol) => new(symbol, QuerySuggestionKind.Keyword, "");

    /// <summary>As it must be written to be this name: unquoted where it is one plain word.</summary>
    private static string Quoted(string name) =>
        QueryLexer.Read(name) is [{ Kind: QueryTokenKind.Word } word, _]
        && word.Span.Length == name.Length
        && name.ToLowerInvariant() is not ("and" or "or" or "not" or "me")
        && name is not ['+' or '-', ..]
            ? name
            : $"\"{name.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    private static bool StartsWith(string insert, string written) =>
        insert.StartsWith(written, StringComparison.OrdinalIgnoreCase)
        || Unquoted(insert).StartsWith(Unquoted(written), StringComparison.OrdinalIgnoreCase);

    private static string Unquoted(string text) =>
        text is ['"' or '“' or '„', ..]
            ? text[1..].TrimEnd('"', '”').Replace("\\\"", "\"").Replace("\\\\", "\\")
            : text;
}
