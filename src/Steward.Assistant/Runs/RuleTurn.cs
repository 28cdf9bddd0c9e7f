using System.Text.Json;

namespace Steward.Assistant;

/// <summary>
/// What a rule understands is done without a model, as the person who said it and not as an agent. What none does is for the model, if
/// there is one.
/// </summary>
internal sealed class RuleTurn(Run run, RunServices services)
{
    private const string NeedsConfirmation = "needs_confirmation";
    private const string NoModel =
        "No model is configured, and no rule understands so long a text. Ask an operator for a model, or say it in a sentence.";

    /// <summary>Who says yes later says it to something else.</summary>
    private static readonly TimeSpan LongestThought = TimeSpan.FromMinutes(10);

    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase)
    {
        "yes",
        "yes please",
        "yes, please",
        "do it",
        "ok",
        "okay",
        "confirm",
        "ja",
        "ja bitte",
        "ja, bitte",
        "mach das",
    };

    /// <summary>Null: it is for a model.</summary>
    public async Task<RuleAnswer?> Take(IReadOnlyList<Run> earlier, bool hasModel, CancellationToken ct)
    {
        if (run.Said.Length > Phrases.LongestLine)
            return hasModel ? null : new(RunEnd.Failed(ModelFaults.NotConfigured, NoModel), null);
        var (text, isConfirmed) = (run.Said, false);
        if (
            earlier is [{ Code: NeedsConfirmation } before, ..]
            && before.Caller.CredentialId == run.Caller.CredentialId
            && run.CreatedAt - before.CreatedAt < LongestThought
            && Yes.Contains(run.Said.Trim().TrimEnd('.', '!'))
        )
            (text, isConfirmed) = (before.Said, true);
        try
        {
            var outcome = await services.Outcome(
                new Say(text, Confirm: isConfirmed),
                run.Caller.Person(run),
                $"{run.Id:N}:say",
                ct
            );
            var said = outcome.Result as SayResult ?? Read(outcome.Result!);
            return said.State switch
            {
                SayState.Done => new(new(RunState.Done, said.Answer), outcome.ChangeId, await IsOthers(said, ct)),
                SayState.Confirm => new(new(RunState.Done, said.Answer, NeedsConfirmation), null, true),
                _ when hasModel => null,
                SayState.Unclear => new(new(RunState.Done, said.Answer), null, true),
                _ => new(new(RunState.Done, said.Answer), null),
            };
        }
        catch (RefusalException refusal) when (refusal.Kind is not RefusalKind.Unauthenticated)
        {
            return new(
                new(RunState.Failed, refusal.Message, refusal.Code, refusal.Message),
                null,
                refusal.Params.Count > 0
            );
        }
    }

    private async Task<bool> IsOthers(SayResult said, CancellationToken ct)
    {
        if (said.Result is not { } result)
            return false;
        var read = ReadText.Of(new("", result, false), null);
        return await new RunScope(run, services, ct).IsOthers(read, ct);
    }

    private static SayResult Read(object replayed) =>
        JsonSerializer.Deserialize<SayResult>((JsonElement)replayed, Wire.Json)!;
}

/// <param name="End">How the run ends.</param>
/// <param name="ChangeId">What it changed.</param>
/// <param name="IsTainted">Others have written some of the answer.</param>
internal sealed record RuleAnswer(RunEnd End, Guid? ChangeId, bool IsTainted = false);
