using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Steward.Kernel;

/// <summary>An opaque handle: modules may pass it to their repositories and can do nothing else with it.</summary>
public sealed class Database
{
    private readonly Dictionary<(Type, Guid), TenantEntity> held = [];
    private readonly Walls walls;

    internal Database(StewardDb context, Entities entities, Walls walls, TimeProvider clock)
    {
        Context = context;
        Entities = entities;
        Now = Wire.Stored(clock.GetUtcNow());
        this.walls = walls;
    }

    internal StewardDb Context { get; }
    internal Entities Entities { get; }
    internal bool HasWall => walls.Repository;
    internal bool IsReadOnly => Context.Door is { IsReadOnly: true };

    /// <summary>The time of the call, the same all through it.</summary>
    internal DateTimeOffset Now { get; }
    internal NpgsqlConnection Connection => (NpgsqlConnection)Context.Database.GetDbConnection();

    internal IQueryable<T> Rows<T>(TenantId tenant)
        where T : TenantEntity =>
        walls.Repository ? Context.Set<T>().Where(row => row.TenantId == tenant) : Context.Set<T>();

    /// <summary>Those of them that the caller sees.</summary>
    internal IQueryable<T> Seen<T>(Caller caller)
        where T : TenantEntity => ((EntityInfo<T>)Entities.Of(typeof(T))).Seen(this, caller);

    internal string EntityName<T>() => Entities.Of(typeof(T)).Name;

    /// <summary>The row that the resource check, or this transaction, has loaded already.</summary>
    internal T? Loaded<T>(TenantId tenant, Guid id)
        where T : TenantEntity =>
        held.TryGetValue((typeof(T), id), out var row)
        && row.TenantId == tenant
        && (IsReadOnly || Context.Entry(row).State is not EntityState.Deleted)
            ? (T)row
            : null;

    internal void Hold(TenantEntity? row)
    {
        if (row is not null)
            held[(row.GetType(), row.Id)] = row;
    }

    internal void Add(TenantEntity row)
    {
        // A row that an undo brings back goes on counting, so that no version names two states of it.
        row.Version++;
        if (row.CreatedAt == default)
            row.CreatedAt = Now;
        row.UpdatedAt = Now;
        Context.Add(row);
        Hold(row);
    }

    /// <summary>Counts the changed rows' versions, so that what a handler answers is what will stand.</summary>
    internal void Stamp()
    {
        // What comes or goes is written as it is; to compare it with what it was would cost more than that.
        if (Context.ChangeTracker.Entries().All(entry => entry.State is EntityState.Added or EntityState.Deleted))
            return;
        Context.ChangeTracker.DetectChanges();
        foreach (var entry in Context.ChangeTracker.Entries<TenantEntity>())
            if (entry.State is EntityState.Modified)
            {
                entry.Property(row => row.Version).CurrentValue = entry.Property(row => row.Version).OriginalValue + 1;
                entry.Property(row => row.UpdatedAt).CurrentValue = Now;
            }
    }

    internal void Remove(TenantEntity row) => Context.Remove(row);

    /// <summary>Forgets the rows that have been saved, so that those of a long command do not pile up.</summary>
    internal void LetGo()
    {
        Context.ChangeTracker.Clear();
        held.Clear();
    }

    /// <summary>Puts a row back; answers with the one tracked.</summary>
    /// <param name="row">As it is to be.</param>
    /// <param name="gone">The same row, if it was deleted a moment ago and that is not saved yet.</param>
    internal TenantEntity Bring(TenantEntity row, TenantEntity? gone)
    {
        if (gone is null || Context.Entry(gone) is not { State: EntityState.Deleted } entry)
        {
            Add(row);
            return row;
        }
        entry.CurrentValues.SetValues(row);
        entry.State = EntityState.Modified;
        return gone;
    }

    /// <summary>Some rows that refer to the given ones by their keys, each with whom it refers to. What was done is saved before.</summary>
    internal async Task<List<(string Dependent, Guid On)>> Dependents(
        EntityInfo entity,
        TenantId tenant,
        Guid[] ids,
        CancellationToken ct
    )
    {
        var found = new List<(string, Guid)>();
        foreach (var key in entity.Type.GetReferencingForeignKeys())
        {
            var (table, schema) = (key.DeclaringEntityType.GetTableName()!, key.DeclaringEntityType.GetSchema()!);
            var column = key
                .Properties.First(property => property.Name != nameof(TenantEntity.TenantId))
                .GetColumnName();
            var rows = await Read(
                $"SELECT id, {column} FROM {schema}.{table} WHERE tenant_id = $1 AND {column} = ANY($2) LIMIT 5",
                ct,
                tenant,
                ids
            );
            found.AddRange(rows.Select(row => ($"{table} {row[0]}", (Guid)row[1]!)));
        }
        return found;
    }

    internal Task<IReadOnlyList<object?[]>> CallFunction(string function, object?[] arguments, CancellationToken ct) =>
        Read(FunctionText(function, arguments.Length), ct, arguments);

    internal static NpgsqlBatchCommand FunctionCall(string function, object?[] arguments) =>
        Command(FunctionText(function, arguments.Length), arguments);

    private static string FunctionText(string function, int arguments)
    {
        var places = string.Join(", ", Enumerable.Range(1, arguments).Select(place => $"${place}"));
        return $"SELECT * FROM {function}({places})";
    }

    /// <summary>One statement; the entry stands in front of it if it is due.</summary>
    internal async Task<IReadOnlyList<object?[]>> Read(string sql, CancellationToken ct, params object?[] values)
    {
        var opened = Connection.State is not System.Data.ConnectionState.Open;
        if (opened)
            await Context.Database.OpenConnectionAsync(ct);
        try
        {
            await using var batch = new NpgsqlBatch(Connection);
            var entry = Context.Door is { IsDue: true } due ? due : null;
            if (entry is not null)
                batch.BatchCommands.Add(entry.Command());
            batch.BatchCommands.Add(Command(sql, values));
            await using var reader = await batch.ExecuteReaderAsync(ct);
            if (entry is not null)
                await entry.Read(reader, ct);
            return await Rows(reader, ct);
        }
        finally
        {
            if (opened)
                await Context.Database.CloseConnectionAsync();
        }
    }

    internal static async Task<IReadOnlyList<object?[]>> Rows(NpgsqlDataReader reader, CancellationToken ct)
    {
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(ct))
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }
        return rows;
    }

    private static NpgsqlBatchCommand Command(string sql, object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(
                new()
                {
                    Value = value switch
                    {
                        null => DBNull.Value,
                        TenantId tenant => tenant.Value,
                        UserId user => user.Value,
                        _ => value,
                    },
                }
            );
        return command;
    }
}

/// <summary>The wall that the repositories are. Only the tests take it down, to see that the database's wall stands alone.</summary>
internal sealed class Walls
{
    public bool Repository { get; set; } = true;
}
