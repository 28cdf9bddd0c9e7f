namespace Steward.Kernel;

/// <summary>The grammar in words, for the documentation.</summary>
internal static class QueryRules
{
    public static readonly IReadOnlyList<string> All =
    [
        "Conditions are joined by `and`, `or`, `not` and brackets. `not` binds first, then `and`, then `or`; nothing between two "
            + "conditions means `and`. Upper and lower case are the same.",
        "A condition is a field, an operator and a value (`priority <= 2`), a list (`label in (a, \"b c\")`), `is empty`, `is set`, or a "
            + "flag alone (`overdue`).",
        "`:` is, has or holds, whichever is natural for the field; a text field holds the text, and is all of it with `=`. Elsewhere `:` "
            + "and `=` are the same.",
        "A condition is true or false, never unknown: what has no value meets no comparison, and so it meets each denied one. "
            + "`due < today` leaves out what has no due date, `not due < today` and `due != today` find it.",
        "A value of several words, or with one of `( ) , : \" = ! < >` in it, stands in double quotes; `\\\"` is a quote inside. What is "
            + "quoted is never a word of the language: `\"me\"` is a name.",
        "A day is `2026-12-24` or a word as `today`; to it are added `d`, `w`, `m` (months) and `y`, one after another: `start_of_month+1m-1d`. "
            + "To `now` also `h` and `min`. Days and weeks are those of your time zone.",
        "A field of time is compared with a whole day (`created = today`), or with a time: `2026-12-24T15:00`, `now-2h`.",
        "A duration is written `30min`, `2h`, `1h30min`.",
        "`order by due, priority desc`: what has no value comes last in both directions. Behind the last field the id decides, in the same "
            + "direction; without an order the newest come first.",
        $"At most {QueryLimits.Length} characters, {QueryLimits.Conditions} conditions, {QueryLimits.Depth} brackets and `not` in each other, "
            + $"{QueryLimits.ListValues} values in a list, {QueryLimits.SortKeys} fields to order by.",
    ];
}
