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
            var (tenant, user) = (context.Tenant, command.UserId);
            var member = await memberships.Get(tenant, user.Value, ct);
            var owners = await memberships.CountOwners(tenant, ct);
            context.Raise(member.Leave(context.User, context.Caller.Role, owners));
            if (member.Role is Role.Owner)
                (await tenants.Get(tenant, tenant.Value, ct)).LoseOwner();
            // Else they would count again if the person came back.
            foreach (var key in await apiKeys.List(tenant, key => key.UserId == user && key.RevokedAt == null, ct))
                context.Raise(key.Revoke(context.Now));
            memberships.Remove(tenant, member);
            return Nothing.Value;
        }
    }
}
