namespace Steward.Kernel;

/// <summary>What people write who know another language.</summary>
internal static class QueryHints
{
    private static readonly string[] Emptiness = ["none", "null", "nil", "empty", "nobody", "never", ""];

    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["&&"] = "and",
        ["&"] = "and",
        ["+"] = "and",
        ["||"] = "or",
        ["|"] = "or",
        ["order"] = "order by",
        ["orderby"] = "order by",
        ["sort"] = "order by",
        ["sortby"] = "order by",
    };

    public static string? Word(string written) => Words.GetValueOrDefault(written);

    public static string? Empty(QueryValue value, string field) =>
        !value.IsQuoted && Emptiness.Contains(value.Text, StringComparer.OrdinalIgnoreCase)
            ? $"what has no value is found by '{field} is empty'."
            : null;
}
