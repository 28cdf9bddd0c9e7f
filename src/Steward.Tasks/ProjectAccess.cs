using System.Linq.Expressions;

namespace Steward.Tasks;

/// <summary>Private means private, to admins too: who is not among a project's members does not see it, nor what stands in it.</summary>
internal sealed class ProjectAccess : AccessRule<Project>
{
    public override string? ReadScope => Scopes.ReadTasks;

    public override Expression<Func<Project, bool>> VisibleTo(Caller caller)
    {
        var user = caller.User.Value;
        return project => project.MemberIds == null || project.MemberIds.Contains(user);
    }

    /// <summary>Of a private project each member says who else is one; of a shared one, who made it or manages the tenant.</summary>
    public override bool May(Caller caller, Access access, Project row) =>
        access is not Access.Manage
        || row.IsPrivate
        || row.CreatedBy == caller.User
        || caller.Scopes.Contains(Scopes.ManageTenant);
}
