using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Steward.Assistant;

/// <summary>One answer of the model, stored as it comes.</summary>
internal sealed class RunTurn(Run run, RunScope scope, RunServices services, RunLog log)
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task Take(IReadOnlyList<Run> earlier, IReadOnlyList<AITool> tools, CancellationToken ct)
    {
        var window = await services.Models.Window(run.Tenant, ct, log.Setup);
        var room = window is { } tokens ? ModelTokens.Room(tokens, tools) : History.Most;
        for (var attempt = 1; ; attempt++)
        {
            var call = new ModelCall(
                run.Tenant,
                scope.Agent.Model,
                History.Of(run, scope.Agent, earlier, log.Steps, services.Clock.GetUtcNow(), room),
                tools
            )
            {
                // What was told before a first attempt, which may have taken a minute, holds for that one only.
                Setup = attempt == 1 ? log.Setup : null,
            };
            var first = log.Steps.Count;
            try
            {
                await Take(call, ct);
                return;
            }
            catch (ModelException fault) when (fault.MayRetry && attempt < Attempts)
            {
                await Discard(log, first, ct);
                await Task.Delay(Pause * attempt, services.Clock, ct);
            }
        }
    }

    /// <summary>What was said before it broke off does not count.</summary>
    public static async Task Discard(RunLog log, int first, CancellationToken ct)
    {
        await log.EndText();
        var already = log.Steps.Select(step => step.Discarded).OfType<int>().ToHashSet();
        foreach (
            var text in log
                .Steps.Skip(first)
                .Where(step => step.Kind is StepKind.Text && !already.Contains(step.Number))
                .ToList()
        )
            await log.Add(ct, new StepView(0, StepKind.Discarded, default, Discarded: text.Number));
    }

    private async Task Take(ModelCall call, CancellationToken ct)
    {
        var (draft, calls, isDraft) = (new StringBuilder(), new List<FunctionCallContent>(), scope.IsReviewed);
        string? model = null;
        ModelPrice? price = null;
        UsageDetails usage = new();
        await foreach (var update in services.Models.Stream(call, ct))
        {
            model ??= update.ModelId;
            price ??= update.AdditionalProperties?.GetValueOrDefault("price") as ModelPrice;
            foreach (var content in update.Contents)
                switch (content)
                {
                    case TextContent { Text.Length: > 0 } text when isDraft:
                        draft.Append(text.Text);
                        break;
                    case TextContent { Text.Length: > 0 } text:
                        await log.Say(text.Text);
                        break;
                    case FunctionCallContent function:
                        calls.Add(function);
                        break;
                    case UsageContent used:
                        usage.Add(used.Details);
                        break;
                }
        }
        var isSaid = log.IsSpeaking;
        await log.EndText();
        await Store(draft.ToString(), isSaid, calls, model, price, usage, ct);
    }

    private async Task Store(
        string draft,
        bool isSaid,
        List<FunctionCallContent> calls,
        string? model,
        ModelPrice? price,
        UsageDetails usage,
        CancellationToken ct
    )
    {
        var steps = new List<StepView>();
        if (draft.Length > 0)
            // What it says beside its calls is no answer yet, and nobody has to accept it.
            steps.Add(new(0, calls is [] ? StepKind.Draft : StepKind.Text, default, Text: Texts.Clean(draft)));
        foreach (var call in calls)
            steps.Add(
                new(
                    0,
                    StepKind.Call,
                    default,
                    CallId: $"c{log.Steps.Count + steps.Count + 1}",
                    Tool: Tool(call),
                    Arguments: Arguments(call)
                )
            );
        var (input, output) = (usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0);
        var cost = price?.Of(input, output) ?? 0;
        steps.Add(
            new(
                0,
                StepKind.Usage,
                default,
                Model: model ?? "unknown",
                InputTokens: input,
                OutputTokens: output,
                Cost: cost
            )
        );
        // The run ends with that, and the end is stored next.
        if (isSaid && calls is [])
            log.Note(steps);
        else
            await log.Add(ct, steps);
    }

    private static string Tool(FunctionCallContent call)
    {
        var name = Texts.HeadAndTail(Texts.Clean(call.Name), 200);
        return name is Reviews.Tool or "" ? "unknown" : name;
    }

    private static JsonElement? Arguments(FunctionCallContent call) =>
        call.Exception is not null || call.Arguments is null
            ? null
            : JsonSerializer.SerializeToElement(call.Arguments, JsonSerializerOptions.Default);
}
