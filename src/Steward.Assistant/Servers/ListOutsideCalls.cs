namespace Steward.Assistant;

[Operation("list_outside_calls", Scopes.RunAgents, Route = "GET /outside_calls")]
[Description(
    "Lists your agents' and your own calls of outside tools, the newest first, in pages; who runs the tenant sees all. Those whose state is unknown wait "
        + "for a person to find out whether they were done."
)]
public sealed record ListOutsideCalls(
    [property: Description("Only those in this state.")] OutsideCallState? State = null,
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<OutsideCallView>>
{
    internal sealed class Handler(OutsideCallRepository calls) : IHandler<ListOutsideCalls, Page<OutsideCallView>>
    {
        public async Task<Page<OutsideCallView>> Handle(
            ListOutsideCalls query,
            OperationContext context,
            CancellationToken ct
        ) =>
            (
                await calls.Page(
                    context.Tenant,
                    context.Caller,
                    call => query.State == null || call.State == query.State,
                    query.Limit,
                    query.Cursor,
                    ct
                )
            ).Select(OutsideCallView.Of);
    }
}
