using System.Globalization;
using NodaTime;

namespace Steward.Kernel;

/// <summary>What is added to a moment: <c>+7d</c>.</summary>
internal readonly record struct QueryOffset(int Count, string Unit)
{
    private const int MostDigits = 4;
    private const int Most = 5;

    /// <summary>Time that elapses, if it is one of hours or minutes.</summary>
    public Duration? Elapsed =>
        Unit switch
        {
            "h" => Duration.FromHours(Count),
            "min" => Duration.FromMinutes(Count),
            _ => null,
        };

    /// <summary>Days and longer; a month later than January 31 is the last day of February. Null beyond the calendar.</summary>
    public LocalDateTime? From(LocalDateTime start) =>
        Unit switch
        {
            "d" => start.PlusDays(Count),
            "w" => start.PlusWeeks(Count),
            "m" => start.PlusMonths(Count),
            "y" when start.Year + Count is > 0 and < 9999 => start.PlusYears(Count),
            _ => null,
        };

    /// <summary>All of <c>+1m-1d</c>; null when the text is something else.</summary>
    public static IReadOnlyList<QueryOffset>? Read(string text)
    {
        var offsets = new List<QueryOffset>();
        for (var place = 0; place < text.Length; )
        {
            var digits = place + 1;
            while (digits < text.Length && char.IsAsciiDigit(text[digits]))
                digits++;
            var end = digits;
            while (end < text.Length && char.IsAsciiLetter(text[end]))
                end++;
            if (text[place] is not ('+' or '-') || digits - place - 1 is < 1 or > MostDigits || offsets.Count == Most)
                return null;
            var unit = text[digits..end].ToLowerInvariant();
            if (unit is not ("min" or "h" or "d" or "w" or "m" or "y"))
                return null;
            offsets.Add(
                new(
                    int.Parse(
                        text.AsSpan(place, digits - place),
                        NumberStyles.AllowLeadingSign,
                        CultureInfo.InvariantCulture
                    ),
                    unit
                )
            );
            place = end;
        }
        return offsets;
    }
}
