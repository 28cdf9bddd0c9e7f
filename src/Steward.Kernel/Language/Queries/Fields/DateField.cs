using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>A day of the calendar; <c>now</c> is the day that it is.</summary>
internal sealed class DateField<TRow>(string name, string description, string example, Expression column)
    : OrderedField<TRow, DateOnly>(name, description, example, column)
{
    public override string Values => "a day, as 2026-12-24, today or today+7d";

    internal override IEnumerable<KeyValuePair<string, string>> Words => QueryMoment.Names;

    public override object? Read(QueryValue value, QueryContext context) => QueryMoment.Read(value.Text, context)?.Day;
}
