namespace Steward.Assistant;

[Operation(
    "cancel_run",
    Scopes.RunAgents,
    Route = "POST /runs/{run_id}/cancellation",
    NeverUndone = "the run has stopped; retry_run begins it anew."
)]
[Description(
    "Stops a run of yours, and the agents that work for it. What it has done stays: undo_changes with its run_id takes it back."
)]
public sealed record CancelRun([property: Description("The id that add_message gave.")] Guid RunId) : ICommand<RunView>
{
    internal sealed class Handler(Runs runs) : IHandler<CancelRun, RunView>
    {
        public async Task<RunView> Handle(CancelRun command, OperationContext context, CancellationToken ct)
        {
            var run = await runs.Get(context, command.RunId, ct);
            // Also what works for a run that has ended.
            await runs.Cancel(context, run.Id, ct);
            if (!run.HasEnded && !run.IsCancelled)
            {
                context.Raise(new RunCancelled(run.Id));
                context.Wake();
            }
            return RunView.Of(run);
        }
    }
}

public sealed record RunCancelled(Guid RunId) : Event;
