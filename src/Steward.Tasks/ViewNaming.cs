using System.Linq.Expressions;

namespace Steward.Tasks;

internal sealed class ViewNaming : Naming<View>
{
    public override string Entity => "view";

    protected override IReadOnlyList<Expression<Func<View, string?>>> Names => [view => view.Name];
}
