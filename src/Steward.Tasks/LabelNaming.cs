using System.Linq.Expressions;

namespace Steward.Tasks;

internal sealed class LabelNaming : Naming<Label>
{
    public override string Entity => "label";

    protected override IReadOnlyList<Expression<Func<Label, string?>>> Names => [label => label.Name];
}
