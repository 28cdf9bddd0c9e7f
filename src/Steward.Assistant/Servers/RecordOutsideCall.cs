namespace Steward.Assistant;

[Operation("record_outside_call", null, BringsText = true, NeverUndone = "it has happened.")]
[System]
[Description("Notes what came of a call of an outside tool.")]
public sealed record RecordOutsideCall(
    Guid OutsideCallId,
    OutsideCallState State,
    [property: MaxLength(RecordOutsideCall.LongestResult)] string? Result,
    [property: MaxLength(1000)] string? Problem
) : ICommand<Nothing>
{
    internal const int LongestResult = Texts.LongestOutput + 100;

    internal sealed class Handler(OutsideCallRepository calls, Porch porch) : IHandler<RecordOutsideCall, Nothing>
    {
        public async Task<Nothing> Handle(RecordOutsideCall command, OperationContext context, CancellationToken ct)
        {
            await porch.Call(
                "assistant.end_outside_work",
                ct,
                context.Tenant,
                nameof(OutsideWorkKind.Call),
                command.OutsideCallId
            );
            if (await calls.Find(context.Tenant, command.OutsideCallId, ct) is { } call)
                context.Raise(call.End(command.State, command.Result, command.Problem, context.Now));
            return Nothing.Value;
        }
    }
}
