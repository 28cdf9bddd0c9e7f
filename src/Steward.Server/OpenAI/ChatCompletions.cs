using System.Text.Json;
using Steward.Assistant;
using Steward.Server.Hosting;
using Steward.Server.Ops;
using Steward.Server.Rest;

namespace Steward.Server.OpenAI;

/// <summary>Says it to an agent in a conversation of its own, and answers with what it says; its tools are its own affair.</summary>
internal sealed class ChatCompletions(Catalogue catalogue, Pipeline pipeline, RunFollower follower, TimeProvider clock)
{
    private readonly OperationInfo say = catalogue.Of(typeof(AddMessage));

    public async Task Answer(HttpContext http)
    {
        http.Features.Get<LogScope>()?.Operation = say.Name;
        try
        {
            var given = http.Caller();
            // Without a caller the body is not even read.
            if (given.Kind is CallerKind.Anonymous)
                throw new RefusalException(
                    RefusalKind.Unauthenticated,
                    "sign_in_required",
                    "Send an API key, or a token, in the header Authorization: Bearer ..."
                );
            var call = new CallOptions(http.Request, say);
            var caller = given with { Surface = Surface.OpenAI, TimeZone = call.TimeZone ?? given.TimeZone };
            var chat = await ChatRequest.Read(http.Request, http.RequestAborted);
            var run = await Begin(chat, caller, call, http.RequestAborted);
            await Answer(http, chat, caller, run, mayComeBack: call.IdempotencyKey is not null);
        }
        catch (RefusalException refusal)
        {
            await refusal.Write(http);
        }
    }

    private async Task<Guid> Begin(ChatRequest chat, Caller caller, CallOptions call, CancellationToken ct)
    {
        // First, so that a name that is none leaves no conversation behind.
        await Run(new GetAgent(chat.Model), null);
        var conversation = await Run(new AddConversation(), "conversation");
        var begun = await Run(new AddMessage(conversation, chat.Text, chat.Model), "message");
        return begun;

        async Task<Guid> Run(IOperation operation, string? part)
        {
            var outcome = await pipeline.Run(
                new()
                {
                    Operation = catalogue.Of(operation.GetType()),
                    Caller = caller,
                    Input = () => call.Check(() => new(operation)),
                    IdempotencyKey = part is null || call.IdempotencyKey is not { } key ? null : $"{part}:{key}",
                },
                ct
            );
            return outcome.Result switch
            {
                ConversationView view => view.Id,
                RunView view => view.Id,
                JsonElement replayed => replayed.GetProperty("id").GetGuid(),
                _ => default,
            };
        }
    }

    private async Task Answer(HttpContext http, ChatRequest chat, Caller caller, Guid run, bool mayComeBack)
    {
        var head = new ChatHead($"chatcmpl-{run:N}", clock.GetUtcNow().ToUnixTimeSeconds(), chat.Model);
        IChatAnswer answer = chat.IsStreamed
            ? new StreamedAnswer(http, head, chat.WithUsage)
            : new WholeAnswer(http, head);
        try
        {
            await Follow(answer, caller, run, http.RequestAborted);
        }
        catch (RefusalException refusal)
        {
            await answer.Fail(OpenAIError.Of(refusal));
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            if (!http.RequestAborted.IsCancellationRequested)
                await answer.Fail(
                    new(503, "stopping", $"This server stops; the run {run} goes on elsewhere.", MayRepeat: false)
                );
            // Whoever goes away has stopped it: nobody is there to read on, unless the same request comes again.
            else if (!mayComeBack)
                await Cancel(caller, run);
        }
    }

    private async Task Follow(IChatAnswer answer, Caller caller, Guid run, CancellationToken ct)
    {
        var (usage, hasCalled) = (new ChatUsage(), false);
        StepView? end = null;
        await foreach (var news in follower.Follow(caller, run, default, ct))
            switch (news)
            {
                case RunNews.Said said:
                    await answer.Say(said.At.Number + 1, said.Text);
                    break;
                case RunNews.Step { View: { Discarded: { } broken } }:
                    await answer.TakeBack(broken);
                    break;
                case RunNews.Step { View: { Kind: StepKind.Usage } used }:
                    usage = new(
                        usage.PromptTokens + (used.InputTokens ?? 0),
                        usage.CompletionTokens + (used.OutputTokens ?? 0)
                    );
                    break;
                case RunNews.Step { View: var step }:
                    hasCalled |= step.Kind is StepKind.Call;
                    end = step;
                    break;
                case RunNews.Waits waits:
                    await answer.Say(int.MaxValue, WaitingText.Of(waits.Approvals, run));
                    await answer.End(usage);
                    return;
                case RunNews.Quiet:
                    await answer.Wait();
                    break;
                case RunNews.Ended { State: RunState.Done }:
                    await answer.End(usage);
                    break;
                case RunNews.Ended ended:
                    await answer.Fail(
                        OpenAIError.OfRun(
                            end?.Code ?? Wire.Name(ended.State.ToString()),
                            end?.Message ?? "The run did not come to an end.",
                            hasCalled
                        )
                    );
                    break;
            }
    }

    private async Task Cancel(Caller caller, Guid run)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), clock);
        await pipeline.Run(
            new()
            {
                Operation = catalogue.Of(typeof(CancelRun)),
                Caller = caller,
                Input = () => new(new CancelRun(run)),
            },
            limit.Token
        );
    }
}
