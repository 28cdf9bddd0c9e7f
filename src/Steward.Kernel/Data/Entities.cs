using Microsoft.EntityFrameworkCore.Metadata;

namespace Steward.Kernel;

/// <summary>Every entity that people own, by type and by wire name, with its access rule.</summary>
internal sealed class Entities
{
    private readonly Dictionary<Type, EntityInfo> byType;
    private readonly Dictionary<string, EntityInfo> byName;

    public Entities(Modules modules, IModel model)
    {
        var rules = OfEntities(modules, typeof(AccessRule<>));
        var namings = OfEntities(modules, typeof(Naming<>));
        byType = model
            .GetEntityTypes()
            .Where(type => type.ClrType.IsAssignableTo(typeof(TenantEntity)))
            .Select(type => Make(type, rules, namings))
            .ToDictionary(entity => entity.Type.ClrType);
        byName = byType.Values.ToDictionary(entity => entity.Name);
    }

    public IEnumerable<EntityInfo> All => byType.Values;

    public EntityInfo Of(Type type) => byType[type];

    public EntityInfo Of(string name) =>
        byName.GetValueOrDefault(name) ?? throw new InvalidOperationException($"No entity is called '{name}'.");

    public EntityInfo? Find(string name) => byName.GetValueOrDefault(name);

    private static EntityInfo Make(IEntityType type, Dictionary<Type, Type> rules, Dictionary<Type, Type> namings)
    {
        if (!rules.TryGetValue(type.ClrType, out var rule))
            throw new InvalidOperationException($"{type.ClrType} has no AccessRule: nobody could tell who may see it.");
        var naming = namings.TryGetValue(type.ClrType, out var given)
            ? (Naming)Activator.CreateInstance(given, nonPublic: true)!
            : null;
        if (naming is not null && naming.Entity != type.GetTableName())
            throw new InvalidOperationException($"{given} is of {type.GetTableName()}, not of {naming.Entity}.");
        return (EntityInfo)
            Activator.CreateInstance(
                typeof(EntityInfo<>).MakeGenericType(type.ClrType),
                type,
                Activator.CreateInstance(rule, nonPublic: true),
                naming
            )!;
    }

    /// <summary>The classes that are about one entity each, by the entity.</summary>
    private static Dictionary<Type, Type> OfEntities(Modules modules, Type about) =>
        modules
            .Types.Where(type =>
                type is { IsAbstract: false, BaseType: { IsGenericType: true } parent }
                && parent.GetGenericTypeDefinition() == about
            )
            .ToDictionary(type => type.BaseType!.GenericTypeArguments[0]);
}
