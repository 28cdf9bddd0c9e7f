using System.Text;
using Microsoft.Extensions.AI;

namespace Steward.Assistant;

/// <summary>One attempt at one provider: the answer as it comes, within the limits; holds its place until it is disposed.</summary>
internal sealed class ModelTurn : IAsyncDisposable
{
    private readonly ModelEndpoint endpoint;
    private readonly ModelLimits limits;
    private readonly TimeProvider time;
    private readonly IDisposable place;
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource silence;
    private readonly IAsyncEnumerator<ChatResponseUpdate> updates;
    private readonly long began;
    private long bytes;
    private int calls;
    private UsageDetails? usage;
    private ChatFinishReason? finish;

    /// <param name="endpoint">Who is asked.</param>
    /// <param name="call">What.</param>
    /// <param name="limits">How long it may take and how much it may say.</param>
    /// <param name="time">The clock.</param>
    /// <param name="place">In its line; given back at the end.</param>
    /// <param name="caller">Whose cancellation is no fault of the model.</param>
    /// <param name="whole">Ends when the whole call has taken too long.</param>
    public ModelTurn(
        ModelEndpoint endpoint,
        ModelCall call,
        ModelLimits limits,
        TimeProvider time,
        IDisposable place,
        CancellationToken caller,
        CancellationToken whole
    )
    {
        (this.endpoint, this.limits, this.time, this.place, this.caller) = (endpoint, limits, time, place, caller);
        silence = CancellationTokenSource.CreateLinkedTokenSource(whole);
        began = time.GetTimestamp();
        updates = endpoint
            .Client.GetStreamingResponseAsync(
                call.Messages,
                new()
                {
                    ModelId = endpoint.Provider.Model,
                    MaxOutputTokens = call.MaxOutputTokens,
                    Tools = [.. call.Tools],
                },
                silence.Token
            )
            .GetAsyncEnumerator(silence.Token);
    }

    public ModelEndpoint Endpoint => endpoint;

    private bool HasBegun => bytes > 0 || calls > 0;

    /// <summary>The next update that holds something; null: that was all.</summary>
    /// <exception cref="ModelFault">It did not go well.</exception>
    public async ValueTask<ChatResponseUpdate?> Next()
    {
        try
        {
            while (true)
            {
                silence.CancelAfter(HasBegun ? limits.BetweenTokens : limits.FirstToken);
                if (!await updates.MoveNextAsync())
                    break;
                var update = updates.Current;
                Count(update);
                // Others tell only that the server is alive; thoughts are the model's own.
                if (!update.Contents.Any(IsShown))
                    continue;
                if (!update.Contents.All(IsShown))
                    update.Contents = [.. update.Contents.Where(IsShown)];
                return update;
            }
        }
        catch (OperationCanceledException) when (caller.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception) when (silence.IsCancellationRequested)
        {
            throw new ModelFault(
                ModelFaults.Timeout,
                HasBegun ? "fell silent in the middle of its answer" : "did not begin to answer in time",
                false
            );
        }
        catch (Exception thrown)
        {
            throw ModelAnswers.Fault(thrown);
        }
        if (!HasBegun)
            throw ModelFault.BadAnswer("answered nothing");
        return null;
    }

    /// <summary>When that was all: what it took, estimated where the server does not say.</summary>
    public ChatResponseUpdate End(ModelCall call)
    {
        var content = usage is { InputTokenCount: not null, OutputTokenCount: not null }
            ? new UsageContent(usage)
            : new(Estimate(ModelTokens.Asked(call), ModelTokens.OfBytes(bytes)))
            {
                AdditionalProperties = new() { ["estimated"] = true },
            };
        return new(ChatRole.Assistant, [content]) { FinishReason = finish };
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Else the server would go on thinking for nobody.
            await silence.CancelAsync();
            await updates.DisposeAsync();
        }
        finally
        {
            silence.Dispose();
            endpoint.Took(time.GetElapsedTime(began));
            place.Dispose();
        }
    }

    private static bool IsShown(AIContent content) =>
        content is TextContent { Text.Length: > 0 } or FunctionCallContent;

    private static UsageDetails Estimate(long asked, long said) =>
        new()
        {
            InputTokenCount = asked,
            OutputTokenCount = said,
            TotalTokenCount = asked + said,
        };

    private void Count(ChatResponseUpdate update)
    {
        foreach (var content in update.Contents)
            switch (content)
            {
                case TextContent text:
                    bytes += Encoding.UTF8.GetByteCount(text.Text);
                    break;
                case FunctionCallContent call:
                    calls++;
                    bytes += call.Arguments is { } arguments ? ToolResults.Json(arguments).Length : 0;
                    break;
                case UsageContent told:
                    (usage ??= new()).Add(told.Details);
                    break;
            }
        finish = update.FinishReason ?? finish;
        if (bytes > limits.AnswerBytes)
            throw ModelFault.BadAnswer("answered more than is taken");
        if (calls > limits.ToolCalls)
            throw ModelFault.BadAnswer($"wanted more than {limits.ToolCalls} tools at once");
    }
}
