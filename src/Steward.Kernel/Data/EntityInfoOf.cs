using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Steward.Kernel;

internal sealed class EntityInfo<T>(IEntityType type, AccessRule<T> rule, Naming<T>? naming) : EntityInfo(type)
    where T : TenantEntity
{
    // Compiled once: building and hashing the expression costs more than a row's own reading.
    private static readonly Func<StewardDb, TenantId, Guid, CancellationToken, Task<T?>> Tracked = EF.CompileAsyncQuery(
        (StewardDb db, TenantId tenant, Guid id, CancellationToken ct) =>
            db.Set<T>().FirstOrDefault(row => row.TenantId == tenant && row.Id == id)
    );

    private static readonly Func<StewardDb, TenantId, Guid, CancellationToken, Task<T?>> Untracked =
        EF.CompileAsyncQuery(
            (StewardDb db, TenantId tenant, Guid id, CancellationToken ct) =>
                db.Set<T>().AsNoTracking().FirstOrDefault(row => row.TenantId == tenant && row.Id == id)
        );

    private readonly IReadOnlyList<Place<T>> places = rule.Within;

    public override string? ReadScope => rule.ReadScope;

    public override bool Accompanies => rule.Accompanies;

    public override async Task<TenantEntity?> LoadVisible(
        Database database,
        Caller caller,
        Guid id,
        CancellationToken ct
    )
    {
        var own = rule.VisibleTo(caller);
        var row =
            AccessRule<T>.IsEverything(own) && database.HasWall
                ? await (database.IsReadOnly ? Untracked : Tracked)(database.Context, caller.Tenant, id, ct)
                : await database.Rows<T>(caller.Tenant).Where(own).FirstOrDefaultAsync(row => row.Id == id, ct);
        if (row is null || !await IsInSight(database, caller, row, ct))
            return null;
        database.Hold(row);
        return row;
    }

    public override async Task<IEnumerable<TenantEntity>> Find(
        Database database,
        TenantId tenant,
        IReadOnlyCollection<Guid> ids,
        CancellationToken ct
    ) => await database.Rows<T>(tenant).Where(row => ids.Contains(row.Id)).ToListAsync(ct);

    public override async Task<(HashSet<Guid> Visible, HashSet<Guid> Standing)> Sort(
        Database database,
        Caller caller,
        IReadOnlyCollection<Guid> ids,
        CancellationToken ct
    )
    {
        var standing = await database
            .Rows<T>(caller.Tenant)
            .Where(row => ids.Contains(row.Id))
            .Select(row => row.Id)
            .ToListAsync(ct);
        var visible = IsShared(caller, database.Entities)
            ? standing
            : await Seen(database, caller).Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct);
        return ([.. visible], [.. standing]);
    }

    public override async Task<(int Visible, int Standing)> Count(
        Database database,
        Caller caller,
        IQueryable<Guid> ids,
        CancellationToken ct
    )
    {
        var standing = await database.Rows<T>(caller.Tenant).CountAsync(row => ids.Contains(row.Id), ct);
        var visible = IsShared(caller, database.Entities)
            ? standing
            : await Seen(database, caller).CountAsync(row => ids.Contains(row.Id), ct);
        return (visible, standing);
    }

    /// <summary>The rows that the caller sees: by the entity's own rule, and by those of all that they stand in.</summary>
    public IQueryable<T> Seen(Database database, Caller caller)
    {
        var rows = database.Rows<T>(caller.Tenant);
        return Rule(database, caller) is { } seen ? rows.Where(seen) : rows;
    }

    public override int NamesOfRow => naming?.Count ?? 0;

    public override Guid? Meant(string word, Caller caller) => naming?.Meant(word, caller);

    public override Task<List<NamedRow>> Called(
        Database database,
        Caller caller,
        string[] names,
        bool inTrash,
        Guid? within,
        bool anyCase,
        int most,
        CancellationToken ct
    )
    {
        var rows = Seen(database, caller);
        if (within is not null)
            rows = rows.Where(StandsIn(within));
        return naming!
            .Called(rows.Where(inTrash ? naming.IsInTrash : naming.IsStanding), names, anyCase)
            .OrderBy(row => row.Id)
            .Take(most)
            .ToListAsync(ct);
    }

    public override async Task<List<string>> NamesBeginning(
        Database database,
        Caller caller,
        string text,
        int most,
        CancellationToken ct
    ) =>
        naming?.Beginning(Seen(database, caller).Where(naming.IsStanding), text) is { } names
            ? await names.Distinct().OrderBy(name => name).Take(most).ToListAsync(ct)
            : [];

    public override Func<TenantEntity, bool> OwnRule(Caller caller)
    {
        var own = rule.VisibleTo(caller);
        if (AccessRule<T>.IsEverything(own))
            return _ => true;
        var sees = own.Compile();
        return row => sees((T)row);
    }

    public override IEnumerable<(string Entity, Guid Id)> StandsIn(TenantEntity row)
    {
        foreach (var place in places)
            if (place.Of((T)row) is { } id)
                yield return (place.Entity, id);
    }

    public override bool IsShared(Caller caller, Entities entities) =>
        AccessRule<T>.IsEverything(rule.VisibleTo(caller))
        && places.All(place => entities.Of(place.Entity).IsShared(caller, entities));

    public override bool May(Caller caller, Access access, TenantEntity row) => rule.May(caller, access, (T)row);

    /// <summary>Whether the row of that id is seen, or there is no id: a condition within another query.</summary>
    protected override Expression SeesId(Database database, Caller caller, Expression id)
    {
        var row = Expression.Parameter(typeof(T), "holder");
        var isIt = Expression.Equal(Expression.Convert(Expression.Property(row, nameof(TenantEntity.Id)), id.Type), id);
        var condition = Rule(database, caller) is { } seen
            ? Expression.AndAlso(isIt, Put.In(seen, row))
            : (Expression)isIt;
        return Expression.OrElse(
            Expression.Equal(id, Expression.Constant(null, id.Type)),
            Expression.Call(
                typeof(Queryable),
                nameof(Queryable.Any),
                [typeof(T)],
                database.Rows<T>(caller.Tenant).Expression,
                Expression.Lambda<Func<T, bool>>(condition, row)
            )
        );
    }

    /// <summary>Null: every row of the tenant is seen.</summary>
    private Expression<Func<T, bool>>? Rule(Database database, Caller caller)
    {
        var own = rule.VisibleTo(caller);
        var row = own.Parameters[0];
        var conditions = places
            .Select(place => (Entity: database.Entities.Of(place.Entity), place.Id))
            .Where(place => !place.Entity.IsShared(caller, database.Entities))
            .Select(place => Sees(place.Entity, database, caller, Put.In(place.Id, row)));
        if (!AccessRule<T>.IsEverything(own))
            conditions = conditions.Prepend(own.Body);
        return
            conditions.Aggregate((Expression?)null, (all, one) => all is null ? one : Expression.AndAlso(all, one))
                is { } body
            ? Expression.Lambda<Func<T, bool>>(body, row)
            : null;
    }

    /// <summary>Whether a row stands in this one, by the first of its places.</summary>
    private Expression<Func<T, bool>> StandsIn(Guid? holder)
    {
        var place = places[0].Id;
        // Not a constant: each would be a query of its own.
        Expression<Func<Guid?>> wanted = () => holder;
        return Expression.Lambda<Func<T, bool>>(Expression.Equal(place.Body, wanted.Body), place.Parameters);
    }

    /// <summary>A row that is loaded already, by what it stands in: loaded too, since who shows it tells of that mostly.</summary>
    private async Task<bool> IsInSight(Database database, Caller caller, T row, CancellationToken ct)
    {
        foreach (var (name, id) in StandsIn(row))
        {
            var entity = database.Entities.Of(name);
            if (
                entity.Loaded(database, caller.Tenant, id) is null
                && await entity.LoadVisible(database, caller, id, ct) is null
            )
                return false;
        }
        return true;
    }

    public override TenantEntity? Loaded(Database database, TenantId tenant, Guid id) => database.Loaded<T>(tenant, id);

    /// <summary>Puts one expression's parameter in the place of another's.</summary>
    private sealed class Put(ParameterExpression old, Expression by) : ExpressionVisitor
    {
        public static Expression In(LambdaExpression lambda, Expression by) =>
            new Put(lambda.Parameters[0], by).Visit(lambda.Body);

        protected override Expression VisitParameter(ParameterExpression node) =>
            node == old ? by : base.VisitParameter(node);
    }
}
