using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steward.Assistant;

/// <summary>Does what was understood, each step as an operation of the same caller, and says what came of it.</summary>
internal sealed class Doing(Understanding understood, bool isConfirmed, OperationContext context)
{
    private const int MostSuggestions = 3;

    private readonly IntentLanguage language = understood.Language;
    private readonly Replies replies = new(understood);

    public Task<SayResult> Answer(CancellationToken ct) =>
        understood switch
        {
            { Meanings: [var meant] } => Do(meant, ct),
            { Meanings: [_, _, ..] } => Task.FromResult(replies.WhichOf(understood.Meanings)),
            { Open: { } open } => Task.FromResult(replies.About(open)),
            { Near: [_, ..] } => Task.FromResult(replies.Near(understood.Near)),
            _ => Task.FromResult(replies.NotUnderstood(Examples.Take(MostSuggestions))),
        };

    private IEnumerable<string> Examples => language.Intents.Select(intent => intent.Example).OfType<string>();

    private async Task<SayResult> Do(Meaning meant, CancellationToken ct)
    {
        var intent = meant.Reading.Intent;
        if (!isConfirmed && intent.Steps.Any(step => step.Operation.Effect is Effect.Destructive))
            return replies.Confirm(meant);

        var values = new Values(context.TimeZone, language.WireWords);
        await Fill(values, meant, ct);
        if (intent.Needs is { } needs && values.Given(needs) is null)
            return replies.Of(SayState.Done, meant, intent.Otherwise!.With(values.Shown));

        var result = replies.Of(intent.IsQuestion ? SayState.Unclear : SayState.Done, meant, "");
        foreach (var step in intent.Steps.Where(step => !step.IsOptional || IsAllowed(step.Operation)))
        {
            step.Input.TryFill(values, out var input);
            var answered = await context.Call(step.Operation.Name, input!, ct);
            values.Set(step.Operation.Name, JsonNode.Parse(answered.GetRawText()));
            result = result with { Operation = step.Operation.Name, Result = answered };
        }
        return result with { Answer = intent.Answer.With(values) };
    }

    private async Task Fill(Values values, Meaning meant, CancellationToken ct)
    {
        foreach (var part in meant.Reading.Slots)
        {
            var name = part.Slot!.Name;
            if (meant.Rows.TryGetValue(name, out var row))
                values.Set(name, JsonValue.Create(row.Id.ToString()), row.Id.ToString(), Called(row));
            else if (part.Value is JsonValue value && !part.Slot.List.IsFree)
                values.Set(name, value, value.ToString(), Ended(part.Word));
            else if (part.Slot.List.IsFree)
                values.Set(name, JsonValue.Create(part.Word), part.Word, part.Word);
            else
                values.Set(name, part.Value, Ended(part.Word), Ended(part.Word));
        }
        values.Set("me", JsonValue.Create(context.User.Value.ToString()));
        values.Set("today", JsonValue.Create($"{context.Today:yyyy-MM-dd}"));
        values.Set("language", JsonValue.Create(language.Name));
        values.Set("examples", JsonValue.Create(string.Join('\n', Examples.Select(example => $"- {example}"))));
        if (meant.Reading.Intent.Needs is { Root: IntentReader.Newest })
            values.Set(IntentReader.Newest, await NewestChange.Find(context, ct));
    }

    /// <summary>Who says "me" is answered "you".</summary>
    private string Called(NamedRow row) => language.WireWords.GetValueOrDefault(row.Label) ?? row.Label;

    private static string Ended(string text) => text.AsSpan().TrimEnd(Phrasing.Ends).ToString();

    /// <summary>What a step that may be left out asks for before it is called, since a refusal would take all back.</summary>
    private bool IsAllowed(OperationInfo operation) =>
        (operation.Scope is not { } scope || context.Caller.Scopes.Contains(scope))
        && (context.Caller.Tools is not { } tools || tools.Contains(operation.Name))
        && (!operation.IsPerson || context.Caller.IsPersonInSession);
}
