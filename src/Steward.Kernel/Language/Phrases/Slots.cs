namespace Steward.Kernel;

/// <summary>What the slots of patterns take from a line.</summary>
internal sealed class Slots
{
    private const int LongestList = 31;
    private readonly string line;
    private readonly Token[] tokens;
    private readonly int[] words;
    private readonly Lexicon lexicon;
    private readonly Matcher matcher;

    public Slots(string line, Token[] tokens, Lexicon lexicon, Matcher matcher)
    {
        (this.line, this.tokens, this.lexicon, this.matcher) = (line, tokens, lexicon, matcher);
        words = new int[tokens.Length];
        for (var at = 0; at < tokens.Length; at++)
            words[at] = lexicon.WordOf(line.AsSpan(tokens[at].Start, tokens[at].Length));
    }

    public int WordAt(int at) => words[at];

    public bool IsClosing(int at) => IsOneOf(at, ",;:.!?…)");

    public bool IsOpening(int at) => IsOneOf(at, "(");

    /// <returns>The token after what the slot took; <paramref name="at"/> itself where it takes nothing.</returns>
    public int Fill(Slot slot, int at, out Filled filled)
    {
        if (GroupOf(slot) is { } group)
        {
            var found = matcher.At(group, at);
            filled = new(slot, 0, found?.Value);
            return found?.End ?? at;
        }
        if (slot is Slot.DayOrdinals or Slot.AnyWeekdays or Slot.EachWeekdays or Slot.DaysOfYear)
            return FillList(slot, at, out filled);

        var token = tokens[at];
        var sense = lexicon.Sense(words[at]);
        var isSuffixed =
            at + 1 < tokens.Length && tokens[at + 1].IsGlued && lexicon.Sense(words[at + 1]).IsOrdinalSuffix;
        var number = token.Number;
        var (value, length) = slot switch
        {
            Slot.N or Slot.Count => (In(number, 1, 999) ?? Some(sense.Number), 1),
            Slot.Tenth => (token.Length is 1 ? In(number, 0, 9) : null, 1),
            Slot.Day => (Short(In(number, 1, 31)), 1),
            Slot.DayOrdinal => (isSuffixed ? Short(In(number, 1, 31)) : null, 2),
            Slot.Nth => isSuffixed ? (In(number, 1, 5), 2) : (Some(sense.Ordinal), 1),
            Slot.MonthNumber => (Short(In(number, 1, 12)), 1),
            Slot.AnyMonth => (Some(sense.Month), 1),
            Slot.Month => (sense.IsDoubtfulMonth ? null : Some(sense.Month), 1),
            Slot.Year => (token.Length is 4 ? In(number, 2000, 2199) : null, 1),
            Slot.ShortYear => (token.Length is 2 ? 2000 + In(number, 0, 99) : null, 1),
            Slot.AnyWeekday => (sense.IsJoined ? null : Some(sense.Weekday), 1),
            Slot.Weekday => (sense.IsJoined || sense.IsDoubtfulWeekday ? null : Some(sense.Weekday), 1),
            Slot.TimedWeekday => (sense.IsJoined || IsTooDoubtful(sense, at) ? null : Some(sense.Weekday), 1),
            Slot.EachWeekday => (Some(sense.EachWeekday), 1),
            Slot.WeekdayPart => (sense.IsJoined ? sense.Weekday : null, 1),
            Slot.Hour => (Short(In(number, 0, 23)), 1),
            Slot.Hour12 => (Short(In(number, 1, 12)), 1),
            Slot.Minute => (token.Length is 2 ? In(number, 0, 59) : null, 1),
            Slot.Unit => ((int?)sense.Unit, 1),
            Slot.DateUnit => (sense.Unit >= PhraseUnit.Day ? (int?)sense.Unit : null, 1),
            Slot.TimeUnit => (sense.Unit < PhraseUnit.Day ? (int?)sense.Unit : null, 1),
            Slot.Part => (sense.Part is null || sense.IsJoined ? null : 1, 1),
            Slot.Bang => (IsOneOf(at, "!") ? 1 : null, 1),
            _ => ((int?)null, 1),
        };
        filled = new(slot, value ?? 0, slot is Slot.Part or Slot.WeekdayPart ? sense.Part : null);
        return value is null ? at : at + length;

        int? Short(int? number) => token.Length <= 2 ? number : null;
    }

    /// <summary>Whether a slot that takes nothing holds before this token.</summary>
    public bool Holds(Slot slot, int at) =>
        slot switch
        {
            Slot.End => matcher.IsEnd(at),
            _ when at == tokens.Length || matcher.IsTaken(at) => true,
            Slot.NotCounted => tokens[at].Kind is TokenKind.Symbol ? IsTail(at) : !lexicon.Sense(words[at]).IsCounted,
            _ => IsTail(at),
        };

    private bool IsTail(int at) =>
        tokens[at].Kind is TokenKind.Symbol && tokens[at].IsGlued
        || IsOneOf(at, ",;:.!?…()-–—|\"'“”„‘’")
        || lexicon.Sense(words[at]).IsContinuing
        || matcher.StartAt(at) is { Group: not Group.Text };

    private int FillList(Slot slot, int at, out Filled filled)
    {
        var list = new List<Filled>();
        var end = at;
        filled = default;
        for (var next = at; next < tokens.Length && list.Count < LongestList; next = AfterAnd(end))
        {
            var after = matcher.IsTaken(next) ? next : Fill(MemberOf(slot), next, out filled);
            if (after == next)
                break;
            list.Add(filled);
            end = after;
            if (AfterAnd(end) == end)
                break;
        }
        filled = new(slot, 0, list);
        return end;
    }

    private int AfterAnd(int at)
    {
        for (var more = 0; more < 2 && at < tokens.Length && !matcher.IsTaken(at); more++)
            if (lexicon.Sense(words[at]).IsAnd)
                at++;
        return at;
    }

    private bool IsTooDoubtful(WordSense sense, int at) =>
        sense.IsVeryDoubtfulWeekday && !(at > 0 && char.IsUpper(line[tokens[at].Start]));

    private bool IsOneOf(int at, string symbols) =>
        tokens[at].Kind is TokenKind.Symbol && symbols.Contains(line[tokens[at].Start]);

    private static int? In(int number, int least, int most) => number >= least && number <= most ? number : null;

    private static int? Some(int value) => value == 0 ? null : value;

    private static Group? GroupOf(Slot slot) =>
        slot switch
        {
            Slot.Time => Group.Times,
            Slot.Clock => Group.Clock,
            Slot.DayOfYear => Group.Days,
            Slot.Date => Group.Dates,
            Slot.Helped or Slot.Until or Slot.From => Group.Helped,
            Slot.Repeat => Group.Repeats,
            Slot.When => Group.Whens,
            _ => null,
        };

    private static Slot MemberOf(Slot list) =>
        list switch
        {
            Slot.DayOrdinals => Slot.DayOrdinal,
            Slot.AnyWeekdays => Slot.AnyWeekday,
            Slot.EachWeekdays => Slot.EachWeekday,
            _ => Slot.DayOfYear,
        };
}
