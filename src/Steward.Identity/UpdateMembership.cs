namespace Steward.Identity;

[Operation(
    "update_membership",
    Scopes.ManageTenant,
    Route = "PATCH /memberships/{user_id}",
    NeverUndone = "a role is given and taken by who may; change it again instead."
)]
[Person]
[Description(
    "Changes a member's role, name or time zone; what is not given stays. Admins manage members and viewers, only an owner makes or "
        + "unmakes owners and admins, and the last owner stays one. A lost right counts at once, a new one with the next token."
)]
public sealed record UpdateMembership(
    [property: Resource("membership", Access.Manage)] UserId UserId,
    [property: Description("owner, admin, member, or viewer, who reads and writes nothing.")]
        Optional<Role> Role = default,
    [property: MaxLength(100), Description("How others see the person.")] Optional<string> DisplayName = default,
    [property: MaxLength(64), TimeZoneName, Description("IANA time zone; null: the tenant's.")]
        Optional<string?> TimeZone = default
) : ICommand<MembershipView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Names.Check(DisplayName, nameof(DisplayName));

    internal sealed class Handler(MembershipRepository memberships, Repository<Tenant> tenants)
        : IHandler<UpdateMembership, MembershipView>
    {
        public async Task<MembershipView> Handle(
            UpdateMembership command,
            OperationContext context,
            CancellationToken ct
        )
        {
            var member = await memberships.Get(context.Tenant, command.UserId.Value, ct);
            if (command.Role.IsSet)
                await ChangeRole(member, command.Role.Value, context, ct);
            context.Raise(member.Describe(command.DisplayName, command.TimeZone));
            return MembershipView.Of(member);
        }

        private async Task ChangeRole(Membership member, Role to, OperationContext context, CancellationToken ct)
        {
            // The tenant is read first: whoever takes an owner away meanwhile makes this attempt start again.
            var tenant = await tenants.Get(context.Tenant, context.Tenant.Value, ct);
            var owners = await memberships.CountOwners(context.Tenant, ct);
            var wasOwner = member.Role is Kernel.Role.Owner;
            var changed = member.ChangeRole(to, context.Caller.Role, owners);
            if (wasOwner && changed is not null)
                tenant.LoseOwner();
            context.Raise(changed);
        }
    }
}
