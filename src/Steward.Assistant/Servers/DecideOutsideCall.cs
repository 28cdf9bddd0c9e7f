namespace Steward.Assistant;

[Operation("decide_outside_call", Scopes.RunAgents, Route = "POST /outside_calls/{outside_call_id}/decision")]
[Person]
[Description(
    "Settles a call of an outside tool of which no answer came: say whether it was done, once you have found out. It is not made again."
)]
public sealed record DecideOutsideCall(
    [property: Resource("outside_call", Access.Write)] Guid OutsideCallId,
    [property: Description("Whether the server has done it.")] bool WasDone,
    [property: MaxLength(1000), Description("How you know, or what else is to be said.")] string? Note = null
) : ICommand<OutsideCallView>
{
    internal sealed class Handler(OutsideCallRepository calls) : IHandler<DecideOutsideCall, OutsideCallView>
    {
        public async Task<OutsideCallView> Handle(
            DecideOutsideCall command,
            OperationContext context,
            CancellationToken ct
        )
        {
            var call = await calls.Get(context.Tenant, command.OutsideCallId, ct);
            context.Raise(call.Decide(command.WasDone, command.Note, context.User));
            return OutsideCallView.Of(call);
        }
    }
}
