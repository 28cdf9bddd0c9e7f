using Microsoft.Extensions.AI;

namespace Steward.Assistant;

/// <summary>One turn of a model.</summary>
/// <param name="Tenant">Whose turn it is: its own models come first, and it waits in its own line.</param>
/// <param name="Model">
/// A configured provider's name, a model's name, a class (<c>haiku</c> or <c>small</c>, <c>sonnet</c> or <c>medium</c>, <c>opus</c> or
/// <c>large</c>), <c>inherit</c>; null or unknown: the first that is configured.
/// </param>
/// <param name="Messages">The conversation, instructions first.</param>
/// <param name="Tools">What the model may call; only their declarations are used.</param>
public sealed record ModelCall(
    TenantId Tenant,
    string? Model,
    IReadOnlyList<ChatMessage> Messages,
    IReadOnlyList<AITool> Tools
)
{
    public int? MaxOutputTokens { get; init; }

    /// <summary>What <see cref="KeptSetups{TKey,T}"/> goes by; null: what is configured is read anew.</summary>
    internal string? Setup { get; init; }
}
