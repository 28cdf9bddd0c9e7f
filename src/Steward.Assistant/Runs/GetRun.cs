namespace Steward.Assistant;

[Operation("get_run", Scopes.RunAgents, Route = "GET /runs/{run_id}")]
[Description("Shows what became of a run of yours.")]
public sealed record GetRun([property: Description("The id that add_message gave.")] Guid RunId) : IQuery<RunView>
{
    internal sealed class Handler(Runs runs) : IHandler<GetRun, RunView>
    {
        public async Task<RunView> Handle(GetRun query, OperationContext context, CancellationToken ct) =>
            RunView.Of(await runs.Get(context, query.RunId, ct));
    }
}
