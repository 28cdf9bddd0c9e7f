using System.Text.Json.Nodes;

namespace Steward.Assistant;

/// <summary>What may fill a slot.</summary>
internal abstract record SlotList
{
    /// <summary>More words than this never do.</summary>
    public virtual int MostWords => int.MaxValue;

    /// <summary>Any words would do, so that they prove nothing.</summary>
    public virtual bool IsFree => false;
}

/// <summary>Words that stand for values.</summary>
internal sealed record ValuesList(WordTree<JsonNode> Values) : SlotList;

/// <summary>A number in digits.</summary>
internal sealed record RangeList(int From, int To) : SlotList
{
    public override int MostWords => 1;
}

/// <summary>Anything.</summary>
internal sealed record TextList : SlotList
{
    public override bool IsFree => true;
}

/// <summary>The whole name of a row that the caller sees.</summary>
/// <param name="Entity">The entity's wire name.</param>
/// <param name="InTrash">Whether it lies in the trash.</param>
/// <param name="Words">Words that mean another name, as mir means me.</param>
internal sealed record NamesList(string Entity, bool InTrash, IReadOnlyDictionary<string, string> Words) : SlotList
{
    public override int MostWords => 100;
    public override bool IsFree => true;
}

/// <summary>What <see cref="Phrases"/> understands.</summary>
internal sealed record PhraseList(PhraseKind Kind) : SlotList
{
    public override int MostWords => IsFree ? int.MaxValue : 12;
    public override bool IsFree => Kind is PhraseKind.DatedLine or PhraseKind.UndatedLine;
}

internal enum PhraseKind
{
    /// <summary>A day, perhaps with a time: as the due of a task.</summary>
    Date,

    /// <summary>A day alone.</summary>
    Day,

    /// <summary>An instant; of a day without a time it is 9:00.</summary>
    Moment,

    /// <summary>Minutes.</summary>
    Duration,

    /// <summary>The words themselves, which say how often.</summary>
    Recurrence,

    /// <summary>A line of quick add in which a date is said.</summary>
    DatedLine,

    /// <summary>One in which none is.</summary>
    UndatedLine,
}
