using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Steward.Kernel;

/// <summary>Takes from the change tracker what a command did to each row: the first before, the last after.</summary>
internal sealed class Recorder(Entities entities)
{
    private readonly Dictionary<(string, Guid), int> places = [];
    private readonly List<RowChange?> rows = [];

    public IReadOnlyList<RowChange> Rows => [.. rows.OfType<RowChange>()];

    /// <summary>Called right before each SaveChanges; also counts versions and sets times.</summary>
    public void Capture(StewardDb db, DateTimeOffset now)
    {
        foreach (var entry in db.ChangeTracker.Entries<TenantEntity>())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
                Note(Capture(entry, entities.Of(entry.Metadata.ClrType), now));
    }

    private static RowChange Capture(EntityEntry<TenantEntity> entry, EntityInfo entity, DateTimeOffset now)
    {
        var row = entry.Entity;
        switch (entry.State)
        {
            case EntityState.Added:
                entry.Property(r => r.Version).CurrentValue = 1;
                entry.Property(r => r.CreatedAt).CurrentValue = now;
                entry.Property(r => r.UpdatedAt).CurrentValue = now;
                return new(entity.Name, row.Id, RowChangeKind.Added, null, entity.Image(entry.CurrentValues));
            case EntityState.Deleted:
                return new(entity.Name, row.Id, RowChangeKind.Deleted, entity.Image(entry.OriginalValues), null);
            default:
                var before = entity.Image(entry.OriginalValues);
                entry.Property(r => r.Version).CurrentValue = entry.Property(r => r.Version).OriginalValue + 1;
                entry.Property(r => r.UpdatedAt).CurrentValue = now;
                return new(entity.Name, row.Id, RowChangeKind.Changed, before, entity.Image(entry.CurrentValues));
        }
    }

    private void Note(RowChange change)
    {
        if (!places.TryGetValue((change.Entity, change.Id), out var place))
        {
            places[(change.Entity, change.Id)] = rows.Count;
            rows.Add(change);
            return;
        }

        rows[place] = rows[place] is { } earlier ? Join(earlier, change) : change;
    }

    private static RowChange? Join(RowChange earlier, RowChange later) =>
        (earlier.Before, later.After) switch
        {
            (null, null) => null,
            (null, var after) => earlier with { Kind = RowChangeKind.Added, After = after },
            (_, null) => earlier with { Kind = RowChangeKind.Deleted, After = null },
            (_, var after) => earlier with { Kind = RowChangeKind.Changed, After = after },
        };
}
