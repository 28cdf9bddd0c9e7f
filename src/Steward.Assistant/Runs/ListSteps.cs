namespace Steward.Assistant;

[Operation("list_steps", Scopes.RunAgents, Route = "GET /runs/{run_id}/steps")]
[Description(
    "Lists the steps of a run of yours, the oldest first: what the agent says, which tools it calls, what these answer, what waits for "
        + "approval. With Accept: text/event-stream they come as they happen, from Last-Event-ID on."
)]
public sealed record ListSteps(
    [property: Description("The id that add_message gave.")] Guid RunId,
    [property: Range(0, int.MaxValue), Description("Only steps behind this number.")] int After = 0,
    [property: Range(1, 200), Description("How many at most.")] int Limit = 200
) : IQuery<StepsView>
{
    internal sealed class Handler(Runs runs) : IHandler<ListSteps, StepsView>
    {
        public Task<StepsView> Handle(ListSteps query, OperationContext context, CancellationToken ct) =>
            runs.Steps(context, query.RunId, query.After, query.Limit, ct);
    }
}

public sealed record StepsView(RunState State, IReadOnlyList<StepView> Items);
