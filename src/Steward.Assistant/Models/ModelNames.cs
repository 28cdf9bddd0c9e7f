namespace Steward.Assistant;

/// <summary>How providers are called, and which names of models tell their size.</summary>
public static class ModelNames
{
    public const int Longest = 60;

    private static readonly string[] Small = ["haiku", "mini", "nano", "small", "lite", "flash", "tiny"];
    private static readonly string[] Large = ["opus", "large", "ultra", "pro", "max"];

    /// <summary>Letters, digits, dots, dashes and underscores.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= Longest && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <summary>The class that a name asks for; null: it is none.</summary>
    internal static ModelSize? Class(string name) =>
        name.ToLowerInvariant() switch
        {
            "haiku" or "small" => ModelSize.Small,
            "sonnet" or "medium" => ModelSize.Medium,
            "opus" or "large" => ModelSize.Large,
            _ => null,
        };

    /// <summary>By the words in the model's name; where none tells, it is between the others.</summary>
    internal static ModelSize Size(string model)
    {
        var words = model.Split(['-', '_', '.', ':', '/', ' ', '@'], StringSplitOptions.RemoveEmptyEntries);
        return words.Any(word => Small.Contains(word, StringComparer.OrdinalIgnoreCase)) ? ModelSize.Small
            : words.Any(word => Large.Contains(word, StringComparer.OrdinalIgnoreCase)) ? ModelSize.Large
            : ModelSize.Medium;
    }
}
