namespace Steward.Assistant;

[Operation(
    "retry_run",
    Scopes.RunAgents,
    Route = "POST /runs/{run_id}/retry",
    GoesOn = true,
    NeverUndone = "what was said stays said; undo_changes takes back what the run did."
)]
[Description("Says the same again, in a new run, after one of yours has failed or was cancelled.")]
public sealed record RetryRun([property: Description("The run that failed.")] Guid RunId) : ICommand<RunView>
{
    internal sealed class Handler(Repository<Conversation> conversations, Runs runs) : IHandler<RetryRun, RunView>
    {
        public async Task<RunView> Handle(RetryRun command, OperationContext context, CancellationToken ct)
        {
            if (context.Caller.Kind is CallerKind.Agent)
                throw RefusalException.Forbidden("not_for_agents", "Only a person says something here.");
            var old = await runs.Get(context, command.RunId, ct);
            if (old.State is not (RunState.Failed or RunState.Cancelled) || old.ParentId is not null)
                throw RefusalException.Conflict(
                    "not_failed",
                    $"This run is {Wire.Name(old.State.ToString())}: only one that has failed or was cancelled is begun anew."
                );
            var conversation = await conversations.Get(context.Tenant, old.ConversationId, ct);
            var run = AddMessage.New(context, conversation.Id, old.Agent, old.Said, old.Selection);
            context.Raise(conversation.Say(old.Said, run.Id, context.Now));
            runs.Begin(context, run);
            return RunView.Of(run);
        }
    }
}
