namespace Steward.Kernel;

/// <summary>A committed command, as the journal holds it. Written by <see cref="JournalWriter"/>, never changed.</summary>
internal sealed class Change
{
    /// <summary>How many rows are read with a change; of a larger one they are read in pieces.</summary>
    public const int Few = 200;

    public TenantId TenantId { get; init; }
    public Guid Id { get; init; }
    public int Epoch { get; init; }
    public long Xid { get; init; }
    public long Number { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Operation { get; init; }
    public required string Surface { get; init; }
    public UserId? UserId { get; init; }
    public Guid? ApiKeyId { get; init; }
    public string? Agent { get; init; }
    public Guid? RunId { get; init; }
    public Guid? ConversationId { get; init; }
    public Guid? BatchId { get; init; }
    public required string CorrelationId { get; init; }
    public required string Events { get; init; }
    public required string[] Calls { get; init; }
    public required Guid[] Undoes { get; init; }
    public required string Summary { get; init; }

    /// <summary>The first of them: all, unless it is large.</summary>
    public List<ChangedRow> Rows { get; } = [];
    public bool IsLarge => Rows.Count > Few;

    /// <summary>The operation and those that it called.</summary>
    public IEnumerable<string> Operations => [Operation, .. Calls];

    private sealed class Mapping : IEntityTypeConfiguration<Change>
    {
        public void Configure(EntityTypeBuilder<Change> builder)
        {
            builder.ToTable("change", "kernel").HasKey(change => new { change.TenantId, change.Id });
            builder.HasMany(change => change.Rows).WithOne().HasForeignKey(row => new { row.TenantId, row.ChangeId });
            builder.Ignore(change => change.Operations).Ignore(change => change.IsLarge);
            builder.Property(change => change.Events).HasColumnType("jsonb");
        }
    }
}

/// <summary>One row of a change: before and after.</summary>
internal sealed class ChangedRow
{
    public TenantId TenantId { get; init; }
    public Guid ChangeId { get; init; }
    public int Number { get; init; }
    public required string Entity { get; init; }
    public Guid RowId { get; init; }
    public required string Kind { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }

    /// <summary>It goes along with others, and who reads the change does not see it.</summary>
    public bool IsLeftOut { get; set; }

    public RowChange View() =>
        new(Entity, RowId, Enum.Parse<RowChangeKind>(Kind, ignoreCase: true), Parse(Before), Parse(After));

    private static System.Text.Json.JsonElement? Parse(string? image) =>
        image is null ? null : System.Text.Json.JsonElement.Parse(image);

    private sealed class Mapping : IEntityTypeConfiguration<ChangedRow>
    {
        public void Configure(EntityTypeBuilder<ChangedRow> builder)
        {
            builder
                .ToTable("change_row", "kernel")
                .HasKey(row => new
                {
                    row.TenantId,
                    row.ChangeId,
                    row.Number,
                });
            builder.Ignore(row => row.IsLeftOut);
            builder.Property(row => row.Before).HasColumnType("jsonb");
            builder.Property(row => row.After).HasColumnType("jsonb");
        }
    }
}
