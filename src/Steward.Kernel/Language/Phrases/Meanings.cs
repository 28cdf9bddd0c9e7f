namespace Steward.Kernel;

/// <summary>What the slots of a pattern took.</summary>
internal readonly ref struct Fillings(ReadOnlySpan<Filled> filled)
{
    private readonly ReadOnlySpan<Filled> filled = filled;

    public bool Has(Slot slot) => Number(slot) is not null;

    public int? Number(Slot slot)
    {
        foreach (var one in filled)
            if (one.Slot == slot)
                return one.Number;
        return null;
    }

    public int[] Numbers(Slot slot)
    {
        var numbers = new List<int>();
        foreach (var one in filled)
            if (one.Slot == slot)
                numbers.Add(one.Number);
        return [.. numbers];
    }

    public T? Value<T>(params ReadOnlySpan<Slot> slots)
    {
        foreach (var one in filled)
            if (slots.Contains(one.Slot))
                return (T?)one.Value;
        return default;
    }
}

/// <summary>What patterns mean. A meaning is a word and what it needs more, as "end month"; null where the slots do not fit.</summary>
internal static class Meanings
{
    public static object? Of(Group group, string meaning, Fillings slots, Today today)
    {
        var blank = meaning.IndexOf(' ', StringComparison.Ordinal);
        var (verb, more) = blank < 0 ? (meaning, "") : (meaning[..blank], meaning[(blank + 1)..]);
        return group switch
        {
            Group.Times or Group.Clock => TimeMeanings.Of(verb, more, slots),
            Group.Days => DayOfYear.Of(slots),
            Group.Dates or Group.Helped => DateMeanings.Of(verb, more, slots, today),
            Group.Whens or Group.Alone => WhenMeanings.Of(verb, more, slots, today),
            Group.Estimates => Estimate(verb, slots),
            Group.Repeats => Repeat.Of(meaning, slots),
            Group.Series => Series.Of(slots, today),
            _ => meaning,
        };
    }

    /// <returns>Minutes. What is written in one word is a task's estimate below a day only: 24h is a service.</returns>
    private static int? Estimate(string verb, Fillings slots)
    {
        var minutes = verb switch
        {
            "mixed" => slots.Number(Slot.N) * 60 + (slots.Number(Slot.Minute) ?? slots.Number(Slot.Count)),
            "tenths" => slots.Number(Slot.N) * 60 + slots.Number(Slot.Tenth) * 6,
            "half" => 30,
            _ => slots.Number(Slot.N) * (slots.Number(Slot.TimeUnit) is (int)PhraseUnit.Hour ? 60 : 1),
        };
        return verb is "short" && minutes >= 24 * 60 ? null : minutes;
    }
}
