using System.Text;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Steward.Kernel;

/// <summary>
/// Saves many added and deleted rows with few statements. The context sends one for each row, and each costs PostgreSQL the preparing
/// of all that the table checks, which is more than the row itself.
/// </summary>
internal static class ManyRows
{
    private const int Few = 50;
    private const int RowsOfStatement = 100;

    /// <summary>False: there are few, or others have been changed; nothing was sent. What was, the context does not know of.</summary>
    public static async Task<bool> Save(StewardDb db, CancellationToken ct)
    {
        var entries = db
            .ChangeTracker.Entries<TenantEntity>()
            .Where(entry => entry.State is not (EntityState.Unchanged or EntityState.Detached))
            .ToList();
        if (entries.Count < Few || entries.Exists(entry => entry.State is EntityState.Modified))
            return false;
        if (db.Door is { IsDue: true })
            await db.AskDoor(ct);

        // Keys to other rows are looked at when all is done; what must be unique at once finds its place free.
        await Delete(db, entries.FindAll(entry => entry.State is EntityState.Deleted), ct);
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
        foreach (var kind in entries.Where(entry => entry.State is EntityState.Added).GroupBy(entry => entry.Metadata))
            Add(batch, kind.Key, [.. kind]);
        if (batch.BatchCommands.Count > 0)
            await DatabaseFault.OrRefuse(batch.ExecuteNonQueryAsync(ct));
        return true;
    }

    private static void Add(NpgsqlBatch batch, IEntityType type, List<EntityEntry<TenantEntity>> entries)
    {
        IProperty[] properties = [.. type.GetProperties()];
        RelationalTypeMapping[] mappings = [.. properties.Select(property => property.GetRelationalTypeMapping())];
        // Makes parameters that know their types.
        using var maker = new NpgsqlCommand();
        foreach (var some in entries.Chunk(RowsOfStatement))
        {
            var command = new NpgsqlBatchCommand(Insert(type, properties, some.Length));
            foreach (var entry in some)
            {
                var values = entry.CurrentValues;
                for (var i = 0; i < properties.Length; i++)
                    command.Parameters.Add(
                        (NpgsqlParameter)
                            mappings[i].CreateParameter(maker, "", values[properties[i]], properties[i].IsNullable)
                    );
            }
            batch.BatchCommands.Add(command);
        }
    }

    private static string Insert(IEntityType type, IProperty[] properties, int rows)
    {
        var columns = properties.Select(property => property.GetColumnName());
        var sql = new StringBuilder($"INSERT INTO {Table(type)} ({string.Join(", ", columns)}) VALUES ");
        for (var (row, place) = (0, 1); row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : "), (");
            for (var i = 0; i < properties.Length; i++)
                sql.Append(i == 0 ? "$" : ", $").Append(place++);
        }
        return sql.Append(')').ToString();
    }

    private static async Task Delete(StewardDb db, List<EntityEntry<TenantEntity>> entries, CancellationToken ct)
    {
        foreach (var kind in entries.GroupBy(entry => (entry.Metadata, entry.Entity.TenantId)))
        {
            await using var command = new NpgsqlCommand(
                $"DELETE FROM {Table(kind.Key.Metadata)} row USING unnest($2::uuid[], $3::bigint[]) AS gone (id, version) "
                    + "WHERE row.tenant_id = $1 AND row.id = gone.id AND row.version = gone.version",
                (NpgsqlConnection)db.Database.GetDbConnection()
            )
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = kind.Key.TenantId.Value },
                    new NpgsqlParameter<Guid[]> { TypedValue = [.. kind.Select(entry => entry.Entity.Id)] },
                    new NpgsqlParameter<long[]>
                    {
                        TypedValue = [.. kind.Select(entry => entry.Property(row => row.Version).OriginalValue)],
                    },
                },
            };
            if (await command.ExecuteNonQueryAsync(ct) != kind.Count())
                throw new StaleRowException(new DbUpdateConcurrencyException("Some of the rows are not as they were."));
        }
    }

    private static string Table(IEntityType type) => $"{type.GetSchema()}.{type.GetTableName()}";
}
