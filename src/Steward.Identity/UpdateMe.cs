namespace Steward.Identity;

[Operation("update_me", null, Route = "PATCH /me")]
[Person]
[Description("Changes how this tenant knows you: your name and your time zone. What is not given stays.")]
public sealed record UpdateMe(
    [property: MaxLength(100), Description("How others see you.")] Optional<string> DisplayName = default,
    [property: MaxLength(64), TimeZoneName, Description("IANA time zone; null: the tenant's.")]
        Optional<string?> TimeZone = default
) : ICommand<MembershipView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Names.Check(DisplayName, nameof(DisplayName));

    internal sealed class Handler(Repository<Membership> memberships) : IHandler<UpdateMe, MembershipView>
    {
        public async Task<MembershipView> Handle(UpdateMe command, OperationContext context, CancellationToken ct)
        {
            var me = await memberships.Get(context.Tenant, context.User.Value, ct);
            context.Raise(me.Describe(command.DisplayName, command.TimeZone));
            return MembershipView.Of(me);
        }
    }
}
