using System.Text.Json.Nodes;

namespace Steward.Assistant;

/// <summary>One way to understand a text.</summary>
/// <param name="Sentence">The sentence that it is.</param>
/// <param name="Parts">The words and slots of the sentence, as they were met.</param>
/// <param name="Proven">How many of the text's words only this sentence explains.</param>
/// <param name="Free">How many fill slots that take any words.</param>
internal sealed record Reading(Sentence Sentence, IReadOnlyList<ReadPart> Parts, int Proven, int Free)
{
    public Intent Intent => Sentence.Intent;
    public IEnumerable<ReadPart> Slots => Parts.Where(part => part.Slot is not null);

    /// <summary>What explains more of the text by words of its own comes first.</summary>
    public static IEnumerable<Reading> Ranked(IEnumerable<Reading> readings) =>
        readings
            .OrderBy(reading => reading.Free)
            .ThenByDescending(reading => reading.Proven)
            .ThenBy(reading => reading.Sentence.Number);
}

/// <param name="Word">A word of the sentence; of a slot the text that fills it.</param>
/// <param name="Slot">Null: a word.</param>
/// <param name="Value">What the slot's text stands for, where its list knows.</param>
internal readonly record struct ReadPart(string Word, Slot? Slot = null, JsonNode? Value = null);
