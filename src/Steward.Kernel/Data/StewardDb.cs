using System.Reflection;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Steward.Kernel;

internal sealed class StewardDb(DbContextOptions<StewardDb> options) : DbContext(options)
{
    private readonly Modules modules = options
        .FindExtension<CoreOptionsExtension>()!
        .ApplicationServiceProvider!.GetRequiredService<Modules>();

    /// <summary>What has to be shown at the door, and what it answered; null outside of a call.</summary>
    public Entry? Door { get; set; }

    /// <summary>Shows the entry now, by itself.</summary>
    public async Task AskDoor(CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        try
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)Database.GetDbConnection());
            batch.BatchCommands.Add(Door!.Command());
            await using var reader = await batch.ExecuteReaderAsync(ct);
            await Door.ReadRow(reader, ct);
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    /// <summary>Saves; what the caller can mend is a refusal.</summary>
    public async Task Save(CancellationToken ct)
    {
        try
        {
            await SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException stale)
        {
            throw new StaleRowException(stale);
        }
        catch (DbUpdateException fault) when (fault.InnerException is RefusalException refusal)
        {
            throw refusal;
        }
        catch (DbUpdateException fault) when (DatabaseFault.AsRefusal(fault) is { } refusal)
        {
            throw refusal;
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var assembly in modules.Assemblies)
            modelBuilder.ApplyConfigurationsFromAssembly(assembly);

        foreach (var function in modules.Types.SelectMany(type => type.GetMethods()).Where(IsDbFunction))
            modelBuilder.HasDbFunction(function);

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (entity.ClrType.IsAssignableTo(typeof(TenantEntity)))
            {
                modelBuilder.Entity(entity.ClrType).HasKey(nameof(TenantEntity.TenantId), nameof(TenantEntity.Id));
                modelBuilder.Entity(entity.ClrType).Property(nameof(TenantEntity.Id)).ValueGeneratedNever();
                modelBuilder.Entity(entity.ClrType).Property(nameof(TenantEntity.Version)).IsConcurrencyToken();
            }

            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Wire.Name(property.Name));
                if (property.ClrType == typeof(Guid[]))
                    property.SetValueComparer(new IdsComparer());
            }
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<TenantId>().HaveConversion<TenantIdConverter>();
        configurationBuilder.Properties<UserId>().HaveConversion<UserIdConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    private static bool IsDbFunction(MethodInfo method) =>
        method.IsStatic && method.IsDefined(typeof(DbFunctionAttribute));

    /// <summary>
    /// An array of ids is replaced, never changed in its place, so that it may be its own snapshot. The framework's comparer makes a
    /// delegate for each array that it copies or compares.
    /// </summary>
    private sealed class IdsComparer() : ValueComparer<Guid[]>((a, b) => AreSame(a, b), ids => Hash(ids), ids => ids)
    {
        private static bool AreSame(Guid[]? a, Guid[]? b) =>
            ReferenceEquals(a, b) || (a is not null && b is not null && a.AsSpan().SequenceEqual(b));

        private static int Hash(Guid[] ids) => ids.Length == 0 ? 0 : HashCode.Combine(ids.Length, ids[0]);
    }

    private sealed class TenantIdConverter() : ValueConverter<TenantId, Guid>(id => id.Value, value => new(value));

    private sealed class UserIdConverter() : ValueConverter<UserId, Guid>(id => id.Value, value => new(value));
}
