namespace Steward.Tests.Kernel;

/// <summary>A PostgreSQL of its own, for tests that touch what all tenants share: the jobs, the horizon, the epoch.</summary>
public sealed class Apart : IAsyncLifetime
{
    public TestSteward Steward { get; } = new();

    public ValueTask InitializeAsync() => Steward.InitializeAsync();

    public ValueTask DisposeAsync() => Steward.DisposeAsync();
}

[CollectionDefinition(nameof(Apart))]
public sealed class ApartDefinition : ICollectionFixture<Apart>;
