namespace Steward.Kernel;

/// <summary>What was understood from a token on.</summary>
/// <param name="End">The token after it.</param>
internal sealed record Found(int End, Group Group, object Value);

/// <summary>
/// Compares a line's tokens with a language's patterns. The longest form wins. What a group takes from a token on is worked out
/// once and from the line's end to its beginning, so that time grows with the line and no recursion with it.
/// </summary>
internal sealed class Matcher
{
    private static readonly int Groups = Enum.GetValues<Group>().Length;
    private static readonly Found Nothing = new(0, Group.Text, "");
    private readonly Token[] tokens;
    private readonly bool[] taken;
    private readonly Slots slots;
    private readonly Lexicon lexicon;
    private readonly Today today;
    private readonly Found?[] known;
    private readonly Found?[] starts;

    /// <summary>Where a phrase may begin: after a blank, or a parenthesis after one.</summary>
    private readonly bool[] begins;

    /// <summary>Where one may have ended: before a blank, or punctuation before one.</summary>
    private readonly bool[] ends;
    private readonly bool[] isEnd;
    private readonly Filled[] filled = new Filled[128];

    /// <summary>Where the fillings of the innermost pattern begin.</summary>
    private int next;

    /// <param name="line">The line.</param>
    /// <param name="tokens">The line's.</param>
    /// <param name="lexicon">The language.</param>
    /// <param name="today">The day and the time.</param>
    /// <param name="taken">The tokens that belong to marks, quotes and notes; null: none.</param>
    public Matcher(string line, Token[] tokens, Lexicon lexicon, Today today, bool[]? taken = null)
    {
        (this.tokens, this.lexicon, this.today) = (tokens, lexicon, today);
        this.taken = taken ?? new bool[tokens.Length];
        slots = new(line, tokens, lexicon, this);
        known = new Found?[tokens.Length * Groups];
        starts = new Found?[tokens.Length];
        begins = new bool[tokens.Length];
        ends = new bool[tokens.Length + 1];
        isEnd = new bool[tokens.Length + 1];
        ends[tokens.Length] = isEnd[tokens.Length] = true;
        for (var at = 0; at < tokens.Length; at++)
            begins[at] = !tokens[at].IsGlued || (at > 0 && slots.IsOpening(at - 1) && begins[at - 1]);
        for (var at = tokens.Length - 1; at >= 0; at--)
        {
            ends[at] = this.taken[at] || !tokens[at].IsGlued || (slots.IsClosing(at) && ends[at + 1]);
            starts[at] = begins[at] && !this.taken[at] ? Best(at) : null;
            isEnd[at] =
                this.taken[at] || slots.IsClosing(at)
                    ? isEnd[at + 1]
                    : starts[at] is { Group: not Group.Text } start && isEnd[start.End];
        }
    }

    public int Count => tokens.Length;

    /// <summary>What begins at this token, if anything does.</summary>
    public Found? StartAt(int at) => starts[at];

    public object? Whole(Group group) =>
        Count > 0 && At(group, 0) is { } found && found.End == Count ? found.Value : null;

    public Found? At(Group group, int at)
    {
        ref var slot = ref known[at * Groups + (int)group];
        if (slot is null)
        {
            var best = Nothing;
            Walk(new(group, at, next), lexicon.Tree(group), at, next, ref best);
            slot = best;
        }
        return ReferenceEquals(slot, Nothing) ? null : slot;
    }

    public bool IsTaken(int at) => taken[at];

    /// <summary>Only what is understood follows.</summary>
    public bool IsEnd(int at) => isEnd[at];

    private readonly record struct Trial(Group Group, int Start, int Base);

    private void Walk(Trial trial, PatternTree node, int at, int depth, ref Found best)
    {
        if (node.Meaning is { } meaning && at > Math.Max(best.End, trial.Start) && ends[at])
        {
            var value = Meanings.Of(trial.Group, meaning, new(filled.AsSpan(trial.Base, depth - trial.Base)), today);
            if (value is not null)
                best = new(at, trial.Group, value);
        }

        foreach (var (slot, glued, child) in node.Slots)
        {
            if (slot >= Slot.Tail)
            {
                if (slots.Holds(slot, at))
                    Walk(trial, child, at, depth, ref best);
                continue;
            }
            if (at == Count || taken[at] || (at > trial.Start && tokens[at].IsGlued != glued))
                continue;

            var before = next;
            next = depth;
            var end = slots.Fill(slot, at, out filled[depth]);
            next = before;
            if (end > at)
                Walk(trial, child, end, depth + 1, ref best);
        }

        if (at == Count || taken[at])
            return;
        if (node.Literal(slots.WordAt(at), tokens[at].IsGlued) is { } literal)
            Walk(trial, literal, at + 1, depth, ref best);
        if (at == trial.Start && node.Literal(slots.WordAt(at), !tokens[at].IsGlued) is { } first)
            Walk(trial, first, at + 1, depth, ref best);
    }

    private Found? Best(int at)
    {
        var sense = at > 0 && !taken[at - 1] ? lexicon.Sense(slots.WordAt(at - 1)) : lexicon.Sense(0);
        var isNumberEnded = sense.EndsNumbers && tokens[at].Kind is TokenKind.Number;
        var best = At(Group.Series, at);
        Take(At(Group.Text, at), false);
        Take(At(Group.Whens, at), sense.EndsDates || isNumberEnded);
        Take(At(Group.Estimates, at), sense.EndsEstimates || isNumberEnded);
        return best;

        void Take(Found? found, bool isText)
        {
            if (found is not null && found.End > (best?.End ?? 0))
                best = isText ? found with { Group = Group.Text } : found;
        }
    }
}
