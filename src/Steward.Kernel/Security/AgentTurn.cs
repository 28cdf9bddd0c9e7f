namespace Steward.Kernel;

/// <summary>What an agent's turn stands on.</summary>
/// <param name="IsTainted">It has read text whose last writer is not its user by hand: orders in it may be somebody else's.</param>
/// <param name="Named">The rows that the person's own message names: typed, selected, or by their exact title.</param>
public sealed record AgentTurn(bool IsTainted, IReadOnlySet<Guid> Named)
{
    /// <summary>Said about things, these are not what is done something with: who names himself has not named a new task.</summary>
    private static readonly string[] Marks = ["membership", "label"];

    /// <summary>Whether the person meant the rows that the call is about, all of them and nothing beyond.</summary>
    internal bool Names(OperationInfo operation, IOperation input)
    {
        if (operation.ReachesFurther || operation.Resources.Any(resource => resource.IsCleared(input)))
            return false;
        var ids = operation
            .Resources.SelectMany(resource => resource.Ids(input).Select(id => (Id: id, resource.Resource!.Entity)))
            .ToList();
        return ids.Exists(one => !Marks.Contains(one.Entity)) && ids.TrueForAll(one => Named.Contains(one.Id));
    }
}
