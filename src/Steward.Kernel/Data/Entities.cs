using Microsoft.EntityFrameworkCore.Metadata;

namespace Steward.Kernel;

/// <summary>Every entity that people own, by type and by wire name, with its access rule.</summary>
internal sealed class Entities
{
    private readonly Dictionary<Type, EntityInfo> byType;
    private readonly Dictionary<string, EntityInfo> byName;

    public Entities(Modules modules, IModel model)
    {
        var rules = modules
            .Types.Where(type => !type.IsAbstract && RuleOf(type) is not null)
            .ToDictionary(type => RuleOf(type)!);
        byType = model
            .GetEntityTypes()
            .Where(type => type.ClrType.IsAssignableTo(typeof(TenantEntity)))
            .Select(type => Make(type, rules))
            .ToDictionary(entity => entity.Type.ClrType);
        byName = byType.Values.ToDictionary(entity => entity.Name);
    }

    public IEnumerable<EntityInfo> All => byType.Values;

    public EntityInfo Of(Type type) => byType[type];

    public EntityInfo Of(string name) =>
        byName.GetValueOrDefault(name) ?? throw new InvalidOperationException($"No entity is called '{name}'.");

    public EntityInfo? Find(string name) => byName.GetValueOrDefault(name);

    private static EntityInfo Make(IEntityType type, Dictionary<Type, Type> rules)
    {
        if (!rules.TryGetValue(type.ClrType, out var rule))
            throw new InvalidOperationException($"{type.ClrType} has no AccessRule: nobody could tell who may see it.");
        return (EntityInfo)
            Activator.CreateInstance(
                typeof(EntityInfo<>).MakeGenericType(type.ClrType),
                type,
                Activator.CreateInstance(rule, nonPublic: true)
            )!;
    }

    private static Type? RuleOf(Type type) =>
        type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(AccessRule<>)
            ? parent.GenericTypeArguments[0]
            : null;
}
