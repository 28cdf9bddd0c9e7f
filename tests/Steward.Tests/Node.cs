using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Steward.Tests;

/// <summary>Another Steward over the same database.</summary>
internal sealed class Node : IAsyncDisposable
{
    private Node(NpgsqlDataSource source, Action<IServiceCollection>? configure)
    {
        Source = source;
        Services = TestSteward.NewServices(Source, configure);
    }

    public NpgsqlDataSource Source { get; }
    public ServiceProvider Services { get; }
    public Pipeline Pipeline => Services.GetRequiredService<Pipeline>();

    public static Node Of(TestSteward steward, Action<IServiceCollection>? configure = null) =>
        new(NpgsqlDataSource.Create(steward.ServerConnectionString), configure);

    /// <summary>One that row security does not hold.</summary>
    public static Node WithoutRowSecurity(TestSteward steward) =>
        new(NpgsqlDataSource.Create(steward.OwnerConnectionString), null);

    /// <summary>One whose repositories do not ask for the tenant.</summary>
    public static Node WithoutRepositoryWall(TestSteward steward)
    {
        var node = Of(steward);
        node.Services.GetRequiredService<Walls>().Repository = false;
        return node;
    }

    public static Node At(string connectionString) => new(NpgsqlDataSource.Create(connectionString), null);

    public static Node Over(NpgsqlDataSource source) => new(source, null);

    public async Task<T> Run<T>(Member member, IOperation<T> operation) => (T)(await Call(member, operation)).Result!;

    public Task<Outcome> Call(Member member, IOperation operation) =>
        Services
            .GetRequiredService<Pipeline>()
            .Run(
                new()
                {
                    Operation = Services.GetRequiredService<Catalogue>().Of(operation.GetType()),
                    Caller = member.Caller,
                    Input = () => new(operation),
                },
                TestContext.Current.CancellationToken
            );

    public Task<RefusalException> Refused(Member member, IOperation operation) =>
        Assert.ThrowsAsync<RefusalException>(() => Call(member, operation));

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Source.DisposeAsync();
    }
}
