namespace Steward.Kernel;

/// <summary>How much a query may ask for, whoever asks.</summary>
public static class QueryLimits
{
    /// <summary>Characters (UTF-16) of the whole text.</summary>
    public const int Length = 2000;
    public const int Conditions = 100;

    /// <summary>Brackets and <c>not</c> inside each other.</summary>
    public const int Depth = 20;

    /// <summary>Values in one <c>in (...)</c>.</summary>
    public const int ListValues = 50;

    /// <summary>The sum over all conditions; a plain one costs 1, a search in texts more.</summary>
    public const int Cost = 100;

    /// <summary>Fields after <c>order by</c>.</summary>
    public const int SortKeys = 5;

    /// <summary>Characters of a cursor.</summary>
    public const int Cursor = 8000;

    internal const int Faults = 5;
    internal const int Suggestions = 3;
    internal const int Completions = 50;
}
