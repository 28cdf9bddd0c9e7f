using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;

namespace Steward.Assistant;

/// <summary>One provider as this server knows it: its line, its health, how long its turns take.</summary>
internal sealed class ModelEndpoint
{
    private const double Weight = 0.2;

    private readonly Lock access = new();
    private readonly TimeProvider time;
    private readonly Lazy<IChatClient> client;
    private readonly ResiliencePipeline breaker;
    private DateTimeOffset restsUntil;
    private string restsFor = "";
    private double turnSeconds;

    public ModelEndpoint(
        ModelProviderOptions provider,
        ModelLimits limits,
        Func<HttpClient> http,
        TimeProvider time,
        Action<ModelEndpoint> leftAlone
    )
    {
        Provider = provider;
        this.time = time;
        Line = new FairLine(provider.AtOnce, limits.WaitingPerTenant, limits.Waiting);
        client = new(() =>
            provider.Kind is ModelKind.Anthropic
                ? AnthropicChat.Create(http(), provider, limits, time)
                : new OpenAIChat(http(), provider, limits, time)
        );
        breaker = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(
                new()
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = Math.Max(2, limits.Failures),
                    SamplingDuration = limits.FailuresWithin,
                    BreakDuration = limits.LeftAlone,
                    ShouldHandle = args =>
                        ValueTask.FromResult(args.Outcome.Exception is ModelFault { IsOutage: true }),
                    OnOpened = args =>
                    {
                        Rest(args.BreakDuration, ModelFaults.Unavailable);
                        leftAlone(this);
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();
    }

    public ModelProviderOptions Provider { get; }
    public FairLine Line { get; }
    public IChatClient Client => client.Value;

    /// <summary>How long it is still left alone, and why, by one of <see cref="ModelFaults"/>; zero: it may be asked.</summary>
    public (TimeSpan For, string Code) Resting
    {
        get
        {
            lock (access)
                return restsUntil - time.GetUtcNow() is var rest && rest > TimeSpan.Zero
                    ? (rest, restsFor)
                    : (TimeSpan.Zero, "");
        }
    }

    public ModelCandidate Now => new(Provider, Resting.For, Wait);

    /// <summary>How long one would wait for a place, by how long its turns have taken.</summary>
    private TimeSpan Wait
    {
        get
        {
            var ahead = Line.Load - 1;
            if (ahead < 0)
                return TimeSpan.Zero;
            lock (access)
                return TimeSpan.FromSeconds(Math.Min(86_400, (ahead + 1.0 / Line.AtOnce) * turnSeconds));
        }
    }

    /// <summary>Nobody asks it for so long.</summary>
    public void Rest(TimeSpan rest, string code)
    {
        // Whatever a server asks for, a minute later it may be asked again.
        var until = time.GetUtcNow() + (rest < TimeSpan.FromMinutes(1) ? rest : TimeSpan.FromMinutes(1));
        lock (access)
            if (until > restsUntil)
                (restsUntil, restsFor) = (until, code);
    }

    public void Took(TimeSpan turn)
    {
        lock (access)
            turnSeconds =
                turnSeconds == 0 ? turn.TotalSeconds : turnSeconds + Weight * (turn.TotalSeconds - turnSeconds);
    }

    /// <summary>Begins an answer, which counts for its health.</summary>
    /// <exception cref="BrokenCircuitException">It is left alone.</exception>
    public async ValueTask<T> Begin<T>(Func<CancellationToken, ValueTask<T>> begin, CancellationToken ct) =>
        await breaker.ExecuteAsync(begin, ct);

    /// <summary>An answer that had begun well has ended so.</summary>
    public async ValueTask Failed(ModelFault fault) =>
        await breaker.ExecuteOutcomeAsync(
            static (_, fault) => ValueTask.FromResult(Polly.Outcome.FromException<bool>(fault)),
            ResilienceContextPool.Shared.Get(),
            fault
        );
}
