namespace Steward.Assistant;

[Operation("open_outside_call", null)]
[System]
[Description("What Steward itself needs to make a call of an outside tool.")]
public sealed record OpenOutsideCall(Guid OutsideCallId) : IQuery<OpenedCall>
{
    internal sealed class Handler(OutsideCallRepository calls) : IHandler<OpenOutsideCall, OpenedCall>
    {
        public async Task<OpenedCall> Handle(OpenOutsideCall query, OperationContext context, CancellationToken ct)
        {
            var call = await calls.Get(context.Tenant, query.OutsideCallId, ct);
            return new(call.Id, call.ServerId, call.Tool, call.Hash, call.Arguments, call.CreatedAt);
        }
    }
}

public sealed record OpenedCall(
    Guid Id,
    Guid ServerId,
    string Tool,
    string Hash,
    string Arguments,
    DateTimeOffset CreatedAt
);
