namespace Steward.Kernel;

/// <summary>A recurrence with all that was said of it, and its first day from a day on.</summary>
internal sealed class Series
{
    private readonly Repeat repeat;
    private readonly int? count;
    private readonly (PhraseUnit Unit, int Number)? length;
    private readonly DateOnly? until;
    private readonly DateOnly? from;

    private Series(Fillings slots)
    {
        repeat = slots.Value<Repeat>(Slot.Repeat)!;
        count = slots.Number(Slot.Count);
        if (slots.Number(Slot.DateUnit) is { } unit)
            length = ((PhraseUnit)unit, slots.Number(Slot.N)!.Value);
        until = slots.Value<DateFound>(Slot.Until)?.Date;
        from = slots.Value<DateFound>(Slot.From)?.Date;
    }

    /// <summary>From today on; from tomorrow when the time has passed.</summary>
    public RecurrencePhrase Phrase { get; private set; } = null!;

    public static Series? Of(Fillings slots, Today today)
    {
        var series = new Series(slots);
        var said = slots.Value<TimeOnly?>(Slot.Time, Slot.Clock);
        var time = series.repeat.Time is { } part && said is { } inPart ? TimeMeanings.InPart(part, inPart) : said;
        if (said is not null && time is null)
            return null;
        return series.From(null, time ?? series.repeat.Time, today) is { } phrase ? series.With(phrase) : null;
    }

    /// <summary>With the day that the line says besides; null when nothing is left of it then.</summary>
    public RecurrencePhrase? From(DateOnly? day, TimeOnly? time, Today today)
    {
        var begin = from ?? day ?? (time <= today.Time ? today.Date.AddDays(1) : today.Date);
        if (RuleDays.First(repeat.Rule, begin) is not { } first)
            return null;

        var last = length is { } span ? DateMeanings.Plus(first, span.Unit, span.Number).AddDays(-1) : until;
        if (last < first)
            return null;
        var end =
            count is { } times ? $";COUNT={times}"
            : last is { } day1 ? $";UNTIL={day1:yyyyMMdd}"
            : "";
        return new(repeat.Rule + end, repeat.FromCompletion, first, time);
    }

    private Series With(RecurrencePhrase phrase)
    {
        Phrase = phrase;
        return this;
    }
}
