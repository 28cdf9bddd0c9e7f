namespace Steward.Identity;

[Operation("list_memberships", null, Route = "GET /memberships")]
[Description("Lists who is in the tenant, and in which role. Use it to find a member's id by name.")]
public sealed record ListMemberships(
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<MembershipView>>
{
    internal sealed class Handler(MembershipRepository memberships) : IHandler<ListMemberships, Page<MembershipView>>
    {
        public async Task<Page<MembershipView>> Handle(
            ListMemberships query,
            OperationContext context,
            CancellationToken ct
        ) =>
            (await memberships.Page(context.Tenant, context.Caller, _ => true, query.Limit, query.Cursor, ct)).Select(
                MembershipView.Of
            );
    }
}
