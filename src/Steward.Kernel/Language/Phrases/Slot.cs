namespace Steward.Kernel;

/// <summary>The groups of patterns of a language file, inner before outer: a group uses those above it.</summary>
internal enum Group
{
    /// <summary>Times that are clear without more: 15:00, 3pm, noon.</summary>
    Times,

    /// <summary>What may stand after a date as its time.</summary>
    Clock,

    /// <summary>A day of a month, without the year.</summary>
    Days,

    /// <summary>Dates that are clear without more.</summary>
    Dates,

    /// <summary>Dates after a preposition: those, and doubtful ones.</summary>
    Helped,

    /// <summary>Estimates.</summary>
    Estimates,

    /// <summary>A recurrence without its time and its end.</summary>
    Repeats,

    /// <summary>A recurrence with all that belongs to it.</summary>
    Series,

    /// <summary>A date with or without time, as it stands in a line.</summary>
    Whens,

    /// <summary>What looks like one of the others and is none.</summary>
    Text,

    /// <summary>A date where nothing else may stand.</summary>
    Alone,
}

/// <summary>What stands in a pattern in braces, as {any_weekday}.</summary>
internal enum Slot
{
    Literal,

    /// <summary>1 to 999, in digits or as a word.</summary>
    N,

    /// <summary>The same, for how often.</summary>
    Count,

    /// <summary>One digit.</summary>
    Tenth,
    Day,

    /// <summary>A day with its ordinal suffix: 17th.</summary>
    DayOrdinal,
    DayOrdinals,

    /// <summary>An ordinal from 1 to 5, or -1, the last; with suffix or as a word.</summary>
    Nth,
    MonthNumber,
    AnyMonth,
    Month,

    /// <summary>Four digits.</summary>
    Year,

    /// <summary>Two digits, of this century.</summary>
    ShortYear,
    AnyWeekday,
    Weekday,

    /// <summary>One that a time stands beside.</summary>
    TimedWeekday,
    AnyWeekdays,
    EachWeekday,
    EachWeekdays,
    Hour,
    Hour12,

    /// <summary>Two digits.</summary>
    Minute,
    Unit,
    DateUnit,
    TimeUnit,
    Part,

    /// <summary>Weekday and part of the day in one word.</summary>
    WeekdayPart,

    /// <summary>The mark of "from completion", in every!</summary>
    Bang,

    Time,
    Clock,
    DayOfYear,
    DaysOfYear,
    Date,
    Helped,
    Until,
    From,
    Repeat,
    When,

    /// <summary>Nothing; what follows does not make the number before it a count or a rank.</summary>
    Tail,

    /// <summary>Nothing; what follows is not counted with ordinals.</summary>
    NotCounted,

    /// <summary>Nothing; only what is understood follows to the end of the line.</summary>
    End,
}

/// <summary>What a slot took.</summary>
internal readonly record struct Filled(Slot Slot, int Number, object? Value = null);
