using System.Reflection;

namespace Steward.Tests;

/// <summary>Who and what a sample may use: a tenant with an owner and a member, and a stranger's tenant beside it.</summary>
public sealed record World(TestSteward Steward, Member Ana, Member Ben, Member Bob)
{
    public static async Task<World> New(TestSteward steward)
    {
        var ana = await steward.NewOwner("Ana");
        return new(
            steward,
            ana,
            await steward.NewMember(ana.Tenant, Role.Member, "Ben"),
            await steward.NewOwner("Bob")
        );
    }
}

/// <summary>A call of an operation that succeeds: the whole of what the tests over all operations need to know of it.</summary>
public interface ISample
{
    Type Operation { get; }

    /// <summary>Sets the stage and gives the input.</summary>
    Task<IOperation> Make(World world);

    /// <summary>Who calls; Ana, the owner, unless said otherwise.</summary>
    Member Caller(World world);
}

/// <summary>Stands in the file of the operation's tests.</summary>
public abstract class Sample<TOperation> : ISample
    where TOperation : IOperation
{
    public Type Operation => typeof(TOperation);

    public abstract Task<TOperation> Of(World world);

    public virtual Member Caller(World world) => world.Ana;

    async Task<IOperation> ISample.Make(World world) => await Of(world);
}

public static class Samples
{
    public static IReadOnlyDictionary<Type, ISample> All { get; } =
        typeof(Samples)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(ISample)))
            .Select(type => (ISample)Activator.CreateInstance(type, nonPublic: true)!)
            .ToDictionary(sample => sample.Operation);

    public static ISample Of(Type operation) =>
        All.GetValueOrDefault(operation)
        ?? throw new InvalidOperationException($"{operation} has no Sample<{operation.Name}> in the tests.");
}
