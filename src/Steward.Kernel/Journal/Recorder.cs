using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Steward.Kernel;

/// <summary>Takes from the change tracker what a command did to each row: the first before, the last after.</summary>
internal sealed class Recorder(Entities entities)
{
    private readonly Dictionary<(string, Guid), int> places = [];
    private readonly List<RowImages?> rows = [];

    public IReadOnlyList<RowImages> Rows => [.. rows.OfType<RowImages>()];

    /// <summary>Called right before each SaveChanges.</summary>
    /// <param name="db">What has been done.</param>
    /// <param name="tenant">Whose rows may be written; null when that wall is down.</param>
    public void Capture(StewardDb db, TenantId? tenant)
    {
        foreach (var entry in db.ChangeTracker.Entries<TenantEntity>())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
                continue;
            if (tenant is not null && entry.Entity.TenantId != tenant)
                throw new InvalidOperationException("A row of another tenant may not be written.");
            Note(Capture(entry, entities.Of(entry.Metadata.ClrType)));
        }
    }

    private static RowImages Capture(EntityEntry<TenantEntity> entry, EntityInfo entity) =>
        new(
            entity.Name,
            entry.Entity.Id,
            entry.State is EntityState.Added ? null : entity.Bytes(entry.OriginalValues),
            entry.State is EntityState.Deleted ? null : entity.Bytes(entry.CurrentValues)
        );

    private void Note(RowImages row)
    {
        if (places.TryAdd((row.Entity, row.Id), rows.Count))
            rows.Add(row);
        else if (places[(row.Entity, row.Id)] is var place)
            rows[place] = rows[place] is { } earlier ? Join(earlier, row) : row;
    }

    /// <summary>Null: it was added and deleted again.</summary>
    private static RowImages? Join(RowImages earlier, RowImages later) =>
        earlier.Before is null && later.After is null ? null : earlier with { After = later.After };
}
