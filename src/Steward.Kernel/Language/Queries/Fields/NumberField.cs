using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;

namespace Steward.Kernel;

internal sealed class NumberField<TRow, TNumber>(string name, string description, string example, Expression column)
    : OrderedField<TRow, TNumber>(name, description, example, column)
    where TNumber : struct, INumber<TNumber>
{
    private static readonly NumberStyles Style =
        NumberStyles.AllowLeadingSign | (typeof(TNumber) == typeof(decimal) ? NumberStyles.AllowDecimalPoint : default);

    public override string Values => typeof(TNumber) == typeof(decimal) ? "a number" : "a whole number";

    public override object? Read(QueryValue value, QueryContext context) =>
        TNumber.TryParse(value.Text, Style, CultureInfo.InvariantCulture, out var number) ? number : null;
}
