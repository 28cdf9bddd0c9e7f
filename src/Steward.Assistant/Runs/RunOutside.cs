using System.Text.Json;

namespace Steward.Assistant;

/// <summary>A run's calls of outside tools: made as any operation, and waited for.</summary>
internal sealed class RunOutside(Run run, RunScope scope)
{
    private const string RunOperation = "run_operation";
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>Something is committed all the time, by whomever.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(250);

    /// <summary>The tool of Steward's own, and its arguments, by which the call is made.</summary>
    public (string Tool, JsonElement Arguments) Meant(StepView call, JsonElement arguments)
    {
        // After a server was lost the tool may not be listed any more; its call may have been made all the same.
        var (server, tool) = scope.Outside.GetValueOrDefault(call.Tool!) is { } listed
            ? (listed.Server, listed.Tool)
            : ServerNames.Parts(call.Tool!).GetValueOrDefault();
        return server is null
            ? (call.Tool!, arguments)
            : (
                CallOutsideTool.Name,
                JsonSerializer.SerializeToElement(
                    new Dictionary<string, object>
                    {
                        ["server"] = server,
                        ["tool"] = tool,
                        ["arguments"] = arguments,
                    },
                    Wire.Json
                )
            );
    }

    /// <summary>The call that was begun by it; null: it was about something else, or was not done.</summary>
    public static Guid? Begun(StepView call, ToolAnswer answer) =>
        !answer.IsError
        && IsOutside(call)
        && answer.Content is { } content
        && content.TryGetProperty("result", out var result)
        && result.ValueKind is JsonValueKind.Object
        && result.TryGetProperty("id", out var id)
        && id.TryGetGuid(out var begun)
            ? begun
            : null;

    /// <summary>What came of it, as soon as something has: partly in a server's words, also where it was not done. It holds up no thread, and no other call.</summary>
    public async Task<ToolAnswer> Outcome(Guid call, Guid? change, CancellationToken ct)
    {
        while (true)
        {
            var seen = scope.Changes.Count;
            var rest = Task.Delay(Least, ct);
            var (state, result, problem) = await scope.Ledger.OutcomeOf(run, call, ct);
            if (state is not OutsideCallState.Pending)
                return new(
                    string.Join('\n', ((string?[])[problem, result]).OfType<string>()),
                    null,
                    state is not OutsideCallState.Done
                )
                {
                    Change = change,
                };
            await scope.Changes.Wait(seen, Again, ct);
            await rest;
        }
    }

    private static bool IsOutside(StepView call) =>
        call.Tool is CallOutsideTool.Name
        || call.Tool!.StartsWith(ServerNames.Prefix, StringComparison.Ordinal)
        || (
            call.Tool is RunOperation
            && call.Arguments is { ValueKind: JsonValueKind.Object } arguments
            && arguments.TryGetProperty("name", out var name)
            && name.ValueKind is JsonValueKind.String
            && name.ValueEquals(CallOutsideTool.Name)
        );
}
