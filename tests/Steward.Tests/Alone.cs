namespace Steward.Tests;

/// <summary>For tests of which the order of ids is a part: those that run beside them make ids at other times.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
