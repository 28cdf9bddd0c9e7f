using System.Globalization;
using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>A column of whole minutes.</summary>
internal sealed class DurationField<TRow>(string name, string description, string example, Expression column)
    : OrderedField<TRow, int>(name, description, example, column)
{
    private const int MostDigits = 5;

    public override string Values => "a duration, as 30min, 2h or 1h30min";

    public override object? Read(QueryValue value, QueryContext context)
    {
        var rest = value.Text.AsSpan();
        var hours = Take(ref rest, "h");
        var minutes = Take(ref rest, "min");
        return rest.Length == 0 && (hours ?? minutes) is not null ? (hours ?? 0) * 60 + (minutes ?? 0) : null;
    }

    public override string? Hint(QueryValue value) =>
        value.Text is [.., 'm' or 'M'] ? "minutes are written min, as 30min." : null;

    private static int? Take(ref ReadOnlySpan<char> rest, string unit)
    {
        var digits = 0;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            digits++;
        if (digits is 0 or > MostDigits || !rest[digits..].StartsWith(unit, StringComparison.OrdinalIgnoreCase))
            return null;
        var number = int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        rest = rest[(digits + unit.Length)..];
        return number;
    }
}
