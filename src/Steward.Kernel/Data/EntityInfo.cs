using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Steward.Kernel;

/// <summary>One entity as journal, undo and resource checks see it. All generics are closed once, at the start.</summary>
internal abstract class EntityInfo
{
    private protected EntityInfo(IEntityType type)
    {
        Type = type;
        Name = type.GetTableName()!;
        Schema = type.GetSchema()!;
        Fields =
        [
            .. type.GetProperties().Where(p => p.Name != nameof(TenantEntity.TenantId)).Select(p => new EntityField(p)),
        ];
        Label = Fields.FirstOrDefault(field => field.Name is "title" or "name" or "display_name");
    }

    public IEntityType Type { get; }
    public string Name { get; }
    public string Schema { get; }
    public IReadOnlyList<EntityField> Fields { get; }

    /// <summary>A row that was deleted cannot come back: the journal does not hold its secret.</summary>
    public bool LosesSecret => Fields.Any(one => one is { IsSecret: true, Property.IsNullable: false });

    /// <summary>The field by which people know a row.</summary>
    public EntityField? Label { get; }

    public abstract string? ReadScope { get; }

    /// <summary>Whether its rows only go along with others.</summary>
    public abstract bool Accompanies { get; }

    /// <summary>The row if the caller may see it, held for the handler's own <c>Get</c>.</summary>
    public abstract Task<TenantEntity?> LoadVisible(Database database, Caller caller, Guid id, CancellationToken ct);

    /// <summary>Those of the ids that stand.</summary>
    public abstract Task<IEnumerable<TenantEntity>> Find(
        Database database,
        TenantId tenant,
        IReadOnlyCollection<Guid> ids,
        CancellationToken ct
    );

    /// <summary>Of the given ids, those that the caller may see and those that stand in the table at all.</summary>
    public abstract Task<(HashSet<Guid> Visible, HashSet<Guid> Standing)> Sort(
        Database database,
        Caller caller,
        IReadOnlyCollection<Guid> ids,
        CancellationToken ct
    );

    /// <summary>In how many ways a row is called; 0: it has no name.</summary>
    public abstract int NamesOfRow { get; }

    /// <summary>The row that a word of its own means, as <c>me</c>.</summary>
    public abstract Guid? Meant(string word, Caller caller);

    /// <summary>Of the rows that the caller may see, all or those within another, those that are called so, at most so many.</summary>
    public abstract Task<List<NamedRow>> Called(
        Database database,
        Caller caller,
        string[] names,
        bool inTrash,
        Guid? within,
        bool anyCase,
        int most,
        CancellationToken ct
    );

    /// <summary>Names of the rows that the caller may see which begin so, in any letters' case, each once, at most so many.</summary>
    public abstract Task<List<string>> NamesBeginning(
        Database database,
        Caller caller,
        string text,
        int most,
        CancellationToken ct
    );

    /// <summary>The same, counted, for more ids than should travel.</summary>
    public abstract Task<(int Visible, int Standing)> Count(
        Database database,
        Caller caller,
        IQueryable<Guid> ids,
        CancellationToken ct
    );

    /// <summary>Who sees a row by the entity's own rule, without what it stands in.</summary>
    public abstract Func<TenantEntity, bool> OwnRule(Caller caller);

    /// <summary>The rows that this one stands in.</summary>
    public abstract IEnumerable<(string Entity, Guid Id)> StandsIn(TenantEntity row);

    /// <summary>Whether the rules show every row of the tenant.</summary>
    public abstract bool IsShared(Caller caller, Entities entities);

    public abstract TenantEntity? Loaded(Database database, TenantId tenant, Guid id);

    public abstract bool May(Caller caller, Access access, TenantEntity row);

    /// <summary>Without the rows of this entity that the caller does not see, or that are gone.</summary>
    public IQueryable<ChangedRow> InSight(IQueryable<ChangedRow> rows, Database database, Caller caller)
    {
        var row = Expression.Parameter(typeof(ChangedRow), "row");
        var isOther = Expression.NotEqual(
            Expression.Property(row, nameof(ChangedRow.Entity)),
            Expression.Constant(Name)
        );
        var id = Expression.Convert(Expression.Property(row, nameof(ChangedRow.RowId)), typeof(Guid?));
        return rows.Where(
            Expression.Lambda<Func<ChangedRow, bool>>(Expression.OrElse(isOther, SeesId(database, caller, id)), row)
        );
    }

    protected abstract Expression SeesId(Database database, Caller caller, Expression id);

    protected static Expression Sees(EntityInfo entity, Database database, Caller caller, Expression id) =>
        entity.SeesId(database, caller, id);

    /// <summary>A row as its image says, not yet known to the database.</summary>
    public TenantEntity Materialize(StewardDb db, TenantId tenant, JsonElement image)
    {
        var row = (TenantEntity)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(Type.ClrType);
        var entry = db.Entry(row);
        entry.Property(nameof(TenantEntity.TenantId)).CurrentValue = tenant;
        foreach (var field in Fields)
            if (image.TryGetProperty(field.Name, out var value))
                entry.Property(field.Property.Name).CurrentValue = field.Read(value);
        return row;
    }

    public JsonElement Image(PropertyValues values)
    {
        var reader = new Utf8JsonReader(Bytes(values));
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>The image as JSON in UTF-8.</summary>
    public byte[] Bytes(PropertyValues values)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = Wire.Json.Encoder }))
        {
            writer.WriteStartObject();
            foreach (var field in Fields.Where(field => !field.IsSecret))
            {
                writer.WritePropertyName(field.Name);
                JsonSerializer.Serialize(writer, values[field.Property], field.Property.ClrType, Wire.Json);
            }
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>One column of an entity.</summary>
internal sealed class EntityField(IProperty property)
{
    private static readonly string[] Bookkeeping =
    [
        nameof(TenantEntity.Version),
        nameof(TenantEntity.CreatedAt),
        nameof(TenantEntity.UpdatedAt),
    ];

    public IProperty Property => property;
    public string Name { get; } = property.GetColumnName();
    public bool IsSecret { get; } = property.PropertyInfo?.IsDefined(typeof(SecretAttribute), true) == true;

    /// <summary>Neither compared nor restored by undo.</summary>
    public bool IsBookkeeping { get; } =
        Bookkeeping.Contains(property.Name) || property.PropertyInfo?.IsDefined(typeof(CounterAttribute), true) == true;

    /// <summary>Each attempt at the same call gets another.</summary>
    public bool IsDrawn { get; } = property.PropertyInfo?.IsDefined(typeof(DrawnAttribute), true) == true;

    public object? Read(JsonElement value) => value.Deserialize(property.ClrType, Wire.Json);
}

/// <summary>A column that counts what happens elsewhere: undo neither compares nor restores it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CounterAttribute : Attribute;

/// <summary>A column whose value is drawn anew in each attempt, as a number from a block: two previews of a call are the same without it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DrawnAttribute : Attribute;
