namespace Steward.Kernel;

/// <summary>What an agent's turn stands on.</summary>
/// <param name="IsTainted">It has read text whose last writer is not its user by hand: orders in it may be somebody else's.</param>
/// <param name="Named">The rows that the person's own message names: typed, selected, or by their exact title.</param>
public sealed record AgentTurn(bool IsTainted, IReadOnlySet<Guid> Named)
{
    /// <summary>Whether the person meant the rows that the call is about.</summary>
    internal bool Names(OperationInfo operation, IOperation input)
    {
        var ids = operation.Resources.SelectMany(resource => resource.Ids(input)).ToList();
        return ids is not [] && ids.TrueForAll(Named.Contains);
    }
}
