using System.Runtime.InteropServices;

namespace Steward.Kernel;

/// <summary>All patterns of a group as one tree, so that a line is compared with all of them at once.</summary>
internal sealed class PatternTree
{
    private readonly Dictionary<int, PatternTree> literals = [];
    private readonly List<(Slot Slot, bool Glued, PatternTree Next)> slots = [];

    /// <summary>What a pattern that ends here means.</summary>
    public string? Meaning { get; private set; }

    public ReadOnlySpan<(Slot Slot, bool Glued, PatternTree Next)> Slots => CollectionsMarshal.AsSpan(slots);

    public PatternTree? Literal(int word, bool isGlued) =>
        word > 0 && literals.TryGetValue(Key(word, isGlued), out var next) ? next : null;

    public void Add(ReadOnlySpan<PatternPart> form, string meaning, Func<string, int> wordOf)
    {
        if (form.IsEmpty)
        {
            Meaning ??= meaning;
            return;
        }
        var part = form[0];
        foreach (var glued in part.Glued is { } one ? [one] : new[] { false, true })
            Child(part, glued, wordOf).Add(form[1..], meaning, wordOf);
    }

    private PatternTree Child(PatternPart part, bool glued, Func<string, int> wordOf)
    {
        if (part.Slot is Slot.Literal)
        {
            ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(
                literals,
                Key(wordOf(part.Text), glued),
                out _
            );
            return next ??= new();
        }

        foreach (var (slot, isGlued, next) in slots)
            if (slot == part.Slot && isGlued == glued)
                return next;
        slots.Add((part.Slot, glued, new()));
        return slots[^1].Next;
    }

    private static int Key(int word, bool isGlued) => word * 2 + (isGlued ? 1 : 0);
}
