using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Steward.Kernel;

/// <summary>Takes from the change tracker what a command did to each row: the first before, the last after.</summary>
internal sealed class Recorder(Entities entities)
{
    private readonly Dictionary<(string, Guid), int> places = [];
    private readonly List<RowChange?> rows = [];

    public IReadOnlyList<RowChange> Rows => [.. rows.OfType<RowChange>()];

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

    private static RowChange Capture(EntityEntry<TenantEntity> entry, EntityInfo entity) =>
        entry.State switch
        {
            EntityState.Added => new(
                entity.Name,
                entry.Entity.Id,
                RowChangeKind.Added,
                null,
                entity.Image(entry.CurrentValues)
            ),
            EntityState.Deleted => new(
                entity.Name,
                entry.Entity.Id,
                RowChangeKind.Deleted,
                entity.Image(entry.OriginalValues),
                null
            ),
            _ => new(
                entity.Name,
                entry.Entity.Id,
                RowChangeKind.Changed,
                entity.Image(entry.OriginalValues),
                entity.Image(entry.CurrentValues)
            ),
        };

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
