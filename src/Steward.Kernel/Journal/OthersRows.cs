namespace Steward.Kernel;

/// <summary>Rows that only go along with others and are not the caller's: he changes them along, and is not told of them.</summary>
internal sealed class OthersRows(Entities entities, StewardDb db, Caller caller)
{
    private readonly Dictionary<EntityInfo, Func<TenantEntity, bool>> rules = [];

    /// <summary>Also where no image is left that tells whose it was.</summary>
    public bool Hold(RowChange row)
    {
        var entity = entities.Of(row.Entity);
        if (!entity.Accompanies || caller.Kind is CallerKind.System)
            return false;
        if (!rules.TryGetValue(entity, out var isSeen))
            rules[entity] = isSeen = entity.OwnRule(caller);
        return (row.After ?? row.Before) is not { } image || !isSeen(entity.Materialize(db, caller.Tenant, image));
    }
}
