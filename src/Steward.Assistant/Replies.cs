namespace Steward.Assistant;

/// <summary>What is said when nothing is done: questions, in the language that was spoken.</summary>
internal sealed class Replies(Understanding understood)
{
    private const int MostReadings = 2;
    private const int MostRows = 5;

    private static readonly IReadOnlyDictionary<string, string> NoSlots = new Dictionary<string, string>();

    private readonly IntentLanguage language = understood.Language;

    public SayResult Of(SayState state, Meaning meant, string answer) =>
        new(
            state,
            meant.Reading.Intent.Name,
            answer,
            null,
            null,
            meant.Reading.Slots.ToDictionary(part => part.Slot!.Name, part => part.Word),
            [],
            language.Name
        );

    public SayResult Confirm(Meaning meant) =>
        Of(SayState.Confirm, meant, Text(Reply.Confirm, ("sentence", understood.Said.Text.Trim()))) with
        {
            Operation = meant.Reading.Intent.Steps[^1].Operation.Name,
        };

    public SayResult NotUnderstood(IEnumerable<string> examples)
    {
        string[] some = [.. examples];
        return Asked(SayState.Unknown, some, Text(Reply.NotUnderstood, ("examples", string.Join("; ", some))));
    }

    public SayResult Near(IReadOnlyList<Reading> near) =>
        DidYouMean(near.Select(reading => Sentence(reading, _ => null)));

    /// <summary>Readings that differ in whom a name means are told by what they do.</summary>
    public SayResult WhichOf(IReadOnlyList<Meaning> meanings) =>
        DidYouMean(
            meanings.Select(meant =>
                Sentence(
                    meant.Reading,
                    part => meant.Rows.TryGetValue(part.Slot!.Name, out var row) ? Quoted(row.Label) : null
                )
            )
        );

    public SayResult About(OpenName open)
    {
        var list = (NamesList)open.Part.Slot!.List;
        var entity = language.Entities.GetValueOrDefault(list.Entity) ?? list.Entity.Replace('_', ' ');
        if (open.Rows is [])
            return Asked(
                SayState.Unclear,
                [],
                Text(Reply.NobodyIsCalledSo, ("entity", entity), ("name", open.Part.Word))
            ) with
            {
                Intent = open.Reading.Intent.Name,
            };
        var rows = open.Rows.OrderBy(row => row.Id).Take(MostRows).ToList();
        return Asked(
            SayState.Unclear,
            [.. rows.Select(row => Sentence(open.Reading, part => part == open.Part ? row.Id.ToString() : null))],
            Text(
                Reply.SeveralAreCalledSo,
                ("entity", entity),
                ("name", open.Part.Word),
                ("candidates", string.Join(", ", rows.Select(row => $"{row.Label} ({row.Id})")))
            )
        ) with
        {
            Intent = open.Reading.Intent.Name,
        };
    }

    private SayResult DidYouMean(IEnumerable<string> sentences)
    {
        string[] some = [.. sentences.Distinct().Take(MostReadings)];
        return Asked(
            SayState.Unclear,
            some,
            Text(Reply.DidYouMean, ("first", some[0]), ("second", some.ElementAtOrDefault(1) ?? ""))
        );
    }

    private SayResult Asked(SayState state, IReadOnlyList<string> suggestions, string answer) =>
        new(state, null, answer, null, null, NoSlots, suggestions, language.Name);

    private string Text(string reply, params IReadOnlyList<(string Name, string Value)> values) =>
        language.Replies[reply].With(path => values.FirstOrDefault(value => value.Name == path.Root).Value);

    /// <summary>As it would have to be said.</summary>
    private static string Sentence(Reading reading, Func<ReadPart, string?> instead) =>
        string.Join(' ', reading.Parts.Select(part => (part.Slot is null ? null : instead(part)) ?? part.Word));

    private static string Quoted(string name) => $"\"{name}\"";
}
