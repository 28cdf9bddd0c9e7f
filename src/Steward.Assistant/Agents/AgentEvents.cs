namespace Steward.Assistant;

public sealed record AgentAdded(Guid AgentId, string Name) : Event;

/// <param name="AgentId">Whose file is another one from now on.</param>
/// <param name="Number">That of the version that holds.</param>
public sealed record AgentUpdated(Guid AgentId, string Name, int Number) : Event;

public sealed record AgentRemoved(Guid AgentId, string Name) : Event;
