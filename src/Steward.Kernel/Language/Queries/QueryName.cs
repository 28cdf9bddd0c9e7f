namespace Steward.Kernel;

/// <summary>A name in a query that stands for something else's id.</summary>
/// <param name="Kind">What kind of thing, as the field declares it: project, label.</param>
/// <param name="Text">As it is written.</param>
public sealed record QueryName(string Kind, string Text);

/// <summary>What a name stands for.</summary>
/// <param name="Ids">All that are called so; none if nothing is.</param>
/// <param name="Known">If nothing is: the names that there are, from which the closest are suggested.</param>
public sealed record ResolvedName(IReadOnlyList<Guid> Ids, IReadOnlyList<string>? Known = null);

/// <summary>Looks up all the names of a query at once; the answers stand in the order of the names.</summary>
public delegate Task<IReadOnlyList<ResolvedName>> ResolveNames(IReadOnlyList<QueryName> names, CancellationToken ct);
