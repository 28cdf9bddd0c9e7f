using System.Text.Json;

namespace Steward.Kernel;

/// <summary>A language's words and patterns, as they stand in its file; docs/languages.md says what each part is for.</summary>
internal sealed record LanguageFile
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public required Dictionary<string, int> Months { get; init; }

    /// <summary>Months' names that are words too: a day beside them is not enough.</summary>
    public required string[] DoubtfulMonths { get; init; }
    public required Dictionary<string, int> Weekdays { get; init; }

    /// <summary>Weekdays' names that are words too.</summary>
    public required string[] DoubtfulWeekdays { get; init; }

    /// <summary>Those of the doubtful ones that are among the most frequent words.</summary>
    public string[] VeryDoubtfulWeekdays { get; init; } = [];

    /// <summary>"Mondays", "montags".</summary>
    public required Dictionary<string, int> EachWeekday { get; init; }
    public required Dictionary<string, int> Numbers { get; init; }

    /// <summary>Ordinals as words; last is -1.</summary>
    public required Dictionary<string, int> Ordinals { get; init; }
    public required string[] OrdinalSuffixes { get; init; }
    public required Dictionary<string, string> Units { get; init; }
    public required Dictionary<string, TimeOnly> PartsOfDay { get; init; }

    /// <summary>Parts of the day that are written in one with the weekday: Montagabend.</summary>
    public string[] JoinedParts { get; init; } = [];

    /// <summary>What stands between the members of a list.</summary>
    public required string[] And { get; init; }

    /// <summary>The words that may follow a number which is a day or an hour: prepositions, conjunctions.</summary>
    public required string[] Continuing { get; init; }

    /// <summary>What is counted with ordinals and is no day: floor, century.</summary>
    public string[] Counted { get; init; } = [];

    /// <summary>After these words no date begins.</summary>
    public required string[] NoDateAfter { get; init; }

    /// <summary>After these words no date begins that begins with a number: chapter, version.</summary>
    public required string[] NoNumberAfter { get; init; }

    /// <summary>After these words no estimate begins.</summary>
    public required string[] NoEstimateAfter { get; init; }

    /// <summary>Parts of patterns that are used as &lt;name&gt;.</summary>
    public required Dictionary<string, string> Macros { get; init; }

    /// <summary>Group, then pattern, then what it means.</summary>
    public required Dictionary<string, Dictionary<string, string>> Patterns { get; init; }

    public static LanguageFile Of(string name)
    {
        using var stream = typeof(LanguageFile).Assembly.GetManifestResourceStream($"phrases/{name}.json")!;
        return JsonSerializer.Deserialize<LanguageFile>(stream, Form)!;
    }
}
