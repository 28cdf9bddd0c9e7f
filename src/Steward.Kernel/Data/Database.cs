using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Steward.Kernel;

/// <summary>An opaque handle: modules may pass it to their repositories and can do nothing else with it.</summary>
public sealed class Database
{
    private readonly Dictionary<(Type, Guid), TenantEntity> held = [];
    private readonly Walls walls;

    internal Database(StewardDb context, Entities entities, Walls walls)
    {
        Context = context;
        Entities = entities;
        this.walls = walls;
    }

    internal StewardDb Context { get; }
    internal Entities Entities { get; }
    internal NpgsqlConnection Connection => (NpgsqlConnection)Context.Database.GetDbConnection();

    internal IQueryable<T> Rows<T>(TenantId tenant)
        where T : TenantEntity =>
        walls.Repository ? Context.Set<T>().Where(row => row.TenantId == tenant) : Context.Set<T>();

    internal string EntityName<T>() => Entities.Of(typeof(T)).Name;

    /// <summary>The row that the resource check, or this transaction, has loaded already.</summary>
    internal T? Loaded<T>(TenantId tenant, Guid id)
        where T : TenantEntity =>
        held.TryGetValue((typeof(T), id), out var row) && row.TenantId == tenant
        && Context.Entry(row).State is not EntityState.Deleted
            ? (T)row
            : null;

    internal void Hold(TenantEntity? row)
    {
        if (row is not null)
            held[(row.GetType(), row.Id)] = row;
    }

    internal void Add(TenantEntity row)
    {
        Context.Add(row);
        Hold(row);
    }

    internal void Remove(TenantEntity row) => Context.Remove(row);

    internal async Task<IReadOnlyList<object?[]>> CallFunction(string function, object?[] arguments, CancellationToken ct)
    {
        if (Connection.State is not System.Data.ConnectionState.Open)
            await Context.Database.OpenConnectionAsync(ct);
        var places = string.Join(", ", Enumerable.Range(1, arguments.Length).Select(place => $"${place}"));
        await using var command = new NpgsqlCommand($"SELECT * FROM {function}({places})", Connection);
        if (Context.Entry is { } entry)
        {
            // A query without a transaction: the door stands in front, as with every other command of it.
            command.CommandText = $"SELECT * FROM {function}({string.Join(", ", Enumerable.Range(1, arguments.Length).Select(place => $"@p{place}"))})";
            command.CommandText = $"{Entry.Call};\n{command.CommandText}";
            entry.AddParameters(command.Parameters);
        }
        for (var i = 0; i < arguments.Length; i++)
            command.Parameters.Add(Parameter(Context.Entry is null ? null : $"p{i + 1}", arguments[i]));

        await using var reader = await command.ExecuteReaderAsync(ct);
        if (Context.Entry is { } door)
        {
            await reader.ReadAsync(ct);
            door.Read(reader.GetBoolean(0), reader.IsDBNull(1) ? null : reader.GetString(1));
            await reader.NextResultAsync(ct);
        }
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

    internal NpgsqlTransaction? CurrentTransaction => (NpgsqlTransaction?)Context.Database.CurrentTransaction?.GetDbTransaction();

    private static NpgsqlParameter Parameter(string? name, object? value) =>
        new()
        {
            ParameterName = name ?? "",
            Value = value switch
            {
                null => DBNull.Value,
                TenantId tenant => tenant.Value,
                UserId user => user.Value,
                _ => value,
            },
        };
}

/// <summary>The wall that the repositories are. Only the tests take it down, to see that the database's wall stands alone.</summary>
internal sealed class Walls
{
    public bool Repository { get; set; } = true;
}
