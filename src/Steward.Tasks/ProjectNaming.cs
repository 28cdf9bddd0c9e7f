using System.Linq.Expressions;

namespace Steward.Tasks;

/// <summary>A project is called by its name or its key.</summary>
internal sealed class ProjectNaming : Naming<Project>
{
    public override string Entity => "project";

    public override Expression<Func<Project, bool>> IsStanding => project => project.DeletedAt == null;

    protected override IReadOnlyList<Expression<Func<Project, string?>>> Names =>
        [project => project.Name, project => project.Key];
}
