namespace Steward.Identity;

[Operation(
    "remove_membership",
    null,
    Route = "DELETE /memberships/{user_id}",
    Effect = Effect.Destructive,
    NeverUndone = "invite the person again instead."
)]
[Person]
[Description(
    "Takes somebody out of the tenant, or leaves it oneself, at once: sessions and API keys no longer count here. What the person made "
        + "stays. The last owner cannot leave."
)]
public sealed record RemoveMembership([property: Resource("membership", Access.Manage)] UserId UserId)
    : ICommand<Nothing>
{
    internal sealed class Handler(
        MembershipRepository memberships,
        Repository<Tenant> tenants,
        Repository<ApiKey> apiKeys
    ) : IHandler<RemoveMembership, Nothing>
    {
        public async Task<Nothing> Handle(RemoveMembership command, OperationContext context, CancellationToken ct)
        {
            var user = command.UserId;
            var member = await memberships.Get(context.Tenant, user.Value, ct);
            // The tenant is read first: whoever takes an owner away meanwhile makes this attempt start again.
            var tenant = await tenants.Get(context.Tenant, context.Tenant.Value, ct);
            var owners = await memberships.CountOwners(context.Tenant, ct);
            context.Raise(member.Leave(context.User, context.Caller.Role, owners));
            if (member.Role is Role.Owner)
                tenant.LoseOwner();
            // Else they would count again if the person came back.
            foreach (
                var key in await apiKeys.List(context.Tenant, key => key.UserId == user && key.RevokedAt == null, ct)
            )
                context.Raise(key.Revoke(context.Now));
            memberships.Remove(context.Tenant, member);
            return Nothing.Value;
        }
    }
}
