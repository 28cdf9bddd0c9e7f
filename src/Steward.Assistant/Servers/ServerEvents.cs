namespace Steward.Assistant;

public sealed record ServerAdded(Guid ServerId, string Name) : Event;

/// <param name="ServerId">About which something else was decided.</param>
/// <param name="Number">That of the version that holds.</param>
public sealed record ServerUpdated(Guid ServerId, string Name, int Number) : Event;

public sealed record ServerRemoved(Guid ServerId, string Name) : Event;

public sealed record ServerRefreshed(Guid ServerId, string Name) : Event;

/// <param name="ServerId">Which has told its tools.</param>
/// <param name="Changed">Those about which it says something that nobody has looked at.</param>
public sealed record ServerToolsListed(Guid ServerId, IReadOnlyList<string> Changed) : Event;
