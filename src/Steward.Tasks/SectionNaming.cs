using System.Linq.Expressions;

namespace Steward.Tasks;

/// <summary>A section is called by its name, or, since many projects have one called so, with its project's: Home/Doing.</summary>
internal sealed class SectionNaming : Naming<Section>
{
    public override string Entity => "section";

    protected override IReadOnlyList<Expression<Func<Section, string?>>> Names =>
        [section => section.Project!.Name + "/" + section.Name, section => section.Name];
}
