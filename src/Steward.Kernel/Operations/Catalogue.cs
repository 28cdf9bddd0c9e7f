using System.Reflection;

namespace Steward.Kernel;

/// <summary>Every operation, found by type. The surfaces are derived from it.</summary>
public sealed class Catalogue
{
    private readonly Dictionary<string, OperationInfo> byName;
    private readonly Dictionary<Type, OperationInfo> byType;

    public Catalogue(Modules modules)
    {
        var named = Naming.Entities(modules);
        All =
        [
            .. modules
                .Types.Where(type =>
                    type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IOperation))
                )
                .Select(type => OperationInfo.Of(type, named))
                .OrderBy(operation => operation.Name, StringComparer.Ordinal),
        ];
        byName = All.ToDictionary(operation => operation.Name);
        byType = All.ToDictionary(operation => operation.Type);
    }

    public IReadOnlyList<OperationInfo> All { get; }

    public OperationInfo? Find(string name) => byName.GetValueOrDefault(name);

    public OperationInfo Of(Type operation) => byType[operation];

    /// <summary>The operation that lists the rows of an entity, if there is one.</summary>
    internal OperationInfo? ListOf(string entity) =>
        Find(entity.EndsWith('y') ? $"list_{entity[..^1]}ies" : $"list_{entity}s");
}

/// <summary>The assemblies that Steward is made of.</summary>
public sealed class Modules(params IReadOnlyList<Assembly> assemblies)
{
    public IReadOnlyList<Assembly> Assemblies { get; } = [typeof(Modules).Assembly, .. assemblies];

    public IReadOnlyList<Type> Types { get; } =
    [.. assemblies.Prepend(typeof(Modules).Assembly).SelectMany(assembly => assembly.GetTypes())];
}
