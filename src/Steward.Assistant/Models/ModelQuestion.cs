using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;

namespace Steward.Assistant;

/// <summary>One call until somebody begins to answer it: who is asked, how often, and what was wrong with those who did not.</summary>
/// <param name="call">What is asked.</param>
/// <param name="endpoints">In the order of the configuration.</param>
/// <param name="limits">How long, how often.</param>
/// <param name="time">The clock.</param>
/// <param name="log">For the operator.</param>
/// <param name="caller">Whose cancellation is no fault of the models.</param>
/// <param name="whole">Ends when the whole call has taken too long.</param>
internal sealed class ModelQuestion(
    ModelCall call,
    IReadOnlyList<ModelEndpoint> endpoints,
    ModelLimits limits,
    TimeProvider time,
    ILogger log,
    CancellationToken caller,
    CancellationToken whole
)
{
    private static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(2);

    private readonly List<(ModelEndpoint Endpoint, ModelFault Fault)> faults = [];
    private ModelEndpoint? preferred;
    private TimeSpan inLine;

    /// <summary>The answer that has begun, and its first update.</summary>
    public async ValueTask<(ModelTurn Turn, ChatResponseUpdate First)> Ask()
    {
        var candidates = endpoints.Select(endpoint => endpoint.Now).ToList();
        var tokens = ModelTokens.Of(call);
        if (ModelRouter.Preferred(candidates, call.Model, tokens) is not { } best)
            throw TooLong(tokens);
        preferred = endpoints[best];
        var order = ModelRouter.Order(candidates, call.Model, tokens, limits.Patience);
        try
        {
            foreach (var (turn, place) in order.Index())
                if (await Ask(endpoints[place], isLast: turn == order.Count - 1) is { } answer)
                    return answer;
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            throw new ModelException(
                ModelFaults.Timeout,
                $"No model has begun to answer within {limits.Whole.TotalSeconds:0} s. Try again later.",
                true
            );
        }
        throw Failure();
    }

    private async ValueTask<(ModelTurn Turn, ChatResponseUpdate First)?> Ask(ModelEndpoint endpoint, bool isLast)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Ready(endpoint, waits: isLast || attempt > 1);
                var (turn, first) = await Begin(endpoint);
                return (turn, Introduced(endpoint, first));
            }
            catch (ModelFault fault)
            {
                faults.Add((endpoint, fault));
                log.Failed(endpoint.Provider.Name, fault.Code, fault.Message);
                if (fault.RetryAfter is { } rest)
                    endpoint.Rest(rest, fault.Code);
                if (!fault.Again || attempt >= limits.Tries || Pause(fault, attempt, isLast) is not { } pause)
                    return null;
                await Task.Delay(pause, time, whole);
            }
        }
    }

    /// <summary>Who rests is waited for where nobody else is left, if that is not for long.</summary>
    private async ValueTask Ready(ModelEndpoint endpoint, bool waits)
    {
        var (rest, code) = endpoint.Resting;
        if (rest == TimeSpan.Zero)
            return;
        if (!waits || rest > limits.LongestPause || code is not ModelFaults.Overloaded)
            throw new ModelFault(code, $"has failed, and is left alone for {Math.Ceiling(rest.TotalSeconds)} s", false);
        await Task.Delay(rest, time, whole);
    }

    private async ValueTask<(ModelTurn, ChatResponseUpdate)> Begin(ModelEndpoint endpoint)
    {
        var began = time.GetTimestamp();
        var place =
            await endpoint.Line.Take(call.Tenant, whole)
            ?? throw new ModelFault(ModelFaults.Overloaded, "has too many turns waiting already", false);
        inLine += time.GetElapsedTime(began);
        try
        {
            return await endpoint.Begin(_ => First(endpoint, place), whole);
        }
        catch (BrokenCircuitException)
        {
            place.Dispose();
            throw new ModelFault(ModelFaults.Unavailable, "has failed too often, and is left alone for a while", false);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    private async ValueTask<(ModelTurn, ChatResponseUpdate)> First(ModelEndpoint endpoint, IDisposable place)
    {
        var turn = new ModelTurn(endpoint, call, limits, time, place, caller, whole);
        try
        {
            return (turn, (await turn.Next())!);
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    /// <summary>How long to wait before the same provider is asked again; null: the next one is asked, or it would be too long.</summary>
    private TimeSpan? Pause(ModelFault fault, int attempt, bool isLast)
    {
        if (fault.Code is ModelFaults.Overloaded && !isLast)
            return null;
        // So that those who failed together do not come again together.
        var pause = fault.RetryAfter ?? limits.Pause * (Math.Pow(2, attempt - 1) * (0.5 + Random.Shared.NextDouble()));
        return pause <= limits.LongestPause ? pause : null;
    }

    private ChatResponseUpdate Introduced(ModelEndpoint endpoint, ChatResponseUpdate first)
    {
        first.ModelId ??= endpoint.Provider.Model;
        first.AdditionalProperties ??= [];
        first.AdditionalProperties["provider"] = endpoint.Provider.Name;
        if (endpoint.Provider.Price is { } price)
            first.AdditionalProperties["price"] = price;
        if (Notice(endpoint) is { } notice)
            first.AdditionalProperties["notice"] = notice;
        return first;
    }

    private string? Notice(ModelEndpoint answering)
    {
        var name = answering.Provider.Name;
        if (preferred is { } other && other != answering)
        {
            var why = faults.FindLast(one => one.Endpoint == other).Fault?.Message;
            return $"{name} answers in place of {other.Provider.Name}, which {why ?? "has too much to do"}.";
        }
        if (inLine > WorthTelling)
            return $"{name} had others to answer first: this has waited for {inLine.TotalSeconds:0} s.";
        return faults.Count > 0 ? $"{name} was asked {faults.Count + 1} times: it {faults[^1].Fault.Message}." : null;
    }

    private ModelException TooLong(long tokens)
    {
        var most = endpoints.Max(endpoint => endpoint.Provider.ContextTokens);
        return new(
            ModelFaults.Refused,
            $"This has about {tokens} tokens, more than the {most} of the largest model. Begin a new conversation, or add a larger model.",
            false
        );
    }

    /// <summary>Everybody's last fault; the code is that of the one who is most likely to answer another time.</summary>
    private ModelException Failure()
    {
        string[] hopes =
        [
            ModelFaults.Overloaded,
            ModelFaults.Timeout,
            ModelFaults.Unavailable,
            ModelFaults.BadAnswer,
            ModelFaults.Refused,
        ];
        var last = faults.GroupBy(one => one.Endpoint).Select(one => one.Last()).ToList();
        var code = hopes.First(hope => last.Any(one => one.Fault.Code == hope));
        var told = string.Join("; ", last.Select(one => $"{one.Endpoint.Provider.Name} {one.Fault.Message}"));
        return code is ModelFaults.Refused
            ? new(code, $"No model answers: {told}. Who runs the tenant can mend its models' settings.", false)
            : new(code, $"No model answers: {told}. Try again in a moment.", true);
    }
}
