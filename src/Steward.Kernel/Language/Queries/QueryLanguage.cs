using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>
/// The query language about one kind of row: <c>project:Home and (due &lt;= today+7d or overdue) order by priority</c>. What it can
/// name is declared once; errors, documentation and completion come from that declaration.
/// </summary>
public sealed class QueryLanguage<TRow>
{
    private readonly QueryVocabulary vocabulary;
    private readonly IReadOnlyList<QuerySort<TRow>> sorts;
    private readonly QuerySort<TRow> id;

    public QueryLanguage(QueryFields<TRow> declared)
    {
        (sorts, id) = ([.. declared.Sorts], declared.Id);
        vocabulary = new([.. declared.Terms], [.. sorts.Select(sort => (sort.Name, sort.Description))]);
    }

    /// <summary>Everything that queries can name, as declared.</summary>
    public IReadOnlyList<QueryTerm> Terms => vocabulary.Terms;

    /// <summary>Reads the query, or refuses it with all that is wrong but unknown names. Nothing written is every row.</summary>
    /// <param name="text">The query.</param>
    /// <param name="context">Who asks, when and where.</param>
    /// <param name="pointer">The input that it came in: <c>/filter</c>.</param>
    public CheckedQuery<TRow> Check(string? text, QueryContext context, string pointer)
    {
        var source = new QuerySource(text ?? "", pointer);
        var syntax = QueryParser.Parse(source);
        var checker = new QueryChecker<TRow>(vocabulary, context);
        if (syntax.Condition is not null)
            checker.Check(syntax.Condition);
        var keys = checker.Check(syntax.Order, sorts);
        if (checker.Faults.Count > 0)
            throw source.Refusal(checker.Faults);

        keys.Add((id, keys.Count == 0 || keys[^1].Item2));
        return new(source, context, syntax.Condition, checker.Conditions, new(keys, source.Text.Trim()));
    }

    /// <summary>The same, with its names looked up, ready to be asked.</summary>
    public async Task<Query<TRow>> Compile(
        string? text,
        QueryContext context,
        string pointer,
        ResolveNames resolve,
        CancellationToken ct
    )
    {
        var query = Check(text, context, pointer);
        return query.Compile(query.Names.Count == 0 ? [] : await resolve(query.Names, ct));
    }

    /// <summary>The rules of the language and tables of what it can say about these rows, in Markdown.</summary>
    public string Describe() => QueryDescription.Of(vocabulary);

    /// <summary>What could stand at a place in a query that is being written, valid or not.</summary>
    /// <param name="text">What is written so far; over <see cref="QueryLimits.Length"/> characters nothing is suggested.</param>
    /// <param name="position">The characters (UTF-16) before the caret.</param>
    /// <param name="names">Finds the names of a kind that begin with a text; asked only where such a name can stand.</param>
    /// <param name="ct">Ends the search for names.</param>
    public Task<QueryCompletion> Complete(
        string text,
        int position,
        Func<QueryName, CancellationToken, Task<IReadOnlyList<string>>> names,
        CancellationToken ct
    ) => new QueryCompleter(vocabulary, names).Complete(text, position, ct);
}
