namespace Steward.Kernel;

/// <summary>A row that people own: isolated by tenant, versioned, journaled, undoable.</summary>
public abstract class TenantEntity
{
    public TenantId TenantId { get; internal set; }
    public required Guid Id { get; init; }

    /// <summary>Counts the row's changes; checked by each UPDATE.</summary>
    public long Version { get; internal set; }

    public DateTimeOffset CreatedAt { get; internal set; }
    public DateTimeOffset UpdatedAt { get; internal set; }
}
