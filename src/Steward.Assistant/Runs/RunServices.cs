using Microsoft.Extensions.Logging;

namespace Steward.Assistant;

/// <summary>What all runs of a node share.</summary>
internal sealed class RunServices(
    Pipeline pipeline,
    Catalogue catalogue,
    RunLedger ledger,
    RunFeed feed,
    Models models,
    OwnTools tools,
    Wakeup wakeup,
    TimeProvider clock,
    ILogger<RunServices> log
)
{
    public Catalogue Catalogue => catalogue;
    public RunLedger Ledger => ledger;
    public RunFeed Feed => feed;
    public KeptSetups<(TenantId, string?), RunPlan> Plans { get; } = new();
    public Models Models => models;
    public OwnTools Tools => tools;
    public Wakeup Wakeup => wakeup;
    public TimeProvider Clock => clock;
    public ILogger Log => log;

    public async Task<object> Run(IOperation operation, Caller caller, CancellationToken ct) =>
        (await Outcome(operation, caller, null, ct)).Result!;

    public Task<Outcome> Outcome(IOperation operation, Caller caller, string? key, CancellationToken ct) =>
        pipeline.Run(
            new()
            {
                Operation = catalogue.Of(operation.GetType()),
                Caller = caller,
                Input = () => new(operation),
                IdempotencyKey = key,
            },
            ct
        );
}
