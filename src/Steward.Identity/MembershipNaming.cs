using System.Linq.Expressions;

namespace Steward.Identity;

/// <summary>A member is called by name or e-mail address; "me" is who asks.</summary>
internal sealed class MembershipNaming : Naming<Membership>
{
    public override string Entity => "membership";

    protected override IReadOnlyList<Expression<Func<Membership, string?>>> Names =>
        [member => member.DisplayName, member => member.Email];

    public override Guid? Meant(string word, Caller caller) => word is "me" ? caller.User.Value : null;
}
