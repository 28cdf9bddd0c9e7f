namespace Steward.Assistant;

[Operation("get_outside_call", Scopes.RunAgents, Route = "GET /outside_calls/{outside_call_id}")]
[Description("Shows one call of an outside tool: what was sent, and what is known to have come of it.")]
public sealed record GetOutsideCall([property: Resource("outside_call")] Guid OutsideCallId) : IQuery<OutsideCallView>
{
    internal sealed class Handler(OutsideCallRepository calls) : IHandler<GetOutsideCall, OutsideCallView>
    {
        public async Task<OutsideCallView> Handle(
            GetOutsideCall query,
            OperationContext context,
            CancellationToken ct
        ) => OutsideCallView.Of(await calls.Get(context.Tenant, query.OutsideCallId, ct));
    }
}
