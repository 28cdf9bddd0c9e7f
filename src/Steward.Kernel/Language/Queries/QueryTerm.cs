namespace Steward.Kernel;

/// <summary>What a query can name, as its reader sees it: from here come the documentation and the completion.</summary>
public abstract class QueryTerm
{
    private protected QueryTerm(string name, string description, string example)
    {
        (Name, Description, Example) = (name, description, example);
        Aliases = [];
        Operators = [];
    }

    public string Name { get; }

    /// <summary>Other names for it.</summary>
    public IReadOnlyList<string> Aliases { get; internal init; }

    public string Description { get; }

    /// <summary>A condition that is a whole query.</summary>
    public string Example { get; }

    public IReadOnlyList<QueryOperator> Operators { get; internal init; }

    /// <summary>What one condition counts towards <see cref="QueryLimits.Cost"/>; in a list each value does, unless it is 1.</summary>
    public int Cost { get; internal init; } = 1;

    /// <summary>The kind of names that are its values, which the caller looks up; else null.</summary>
    public string? NameKind { get; internal init; }

    /// <summary>What a value is, in words that follow "expected is".</summary>
    public abstract string Values { get; }

    internal bool IsFlag => Operators.Count == 0;

    /// <summary>Values that are words of the language, with what they mean.</summary>
    internal virtual IEnumerable<KeyValuePair<string, string>> Words => [];

    internal bool IsCalled(string name) =>
        Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}
