namespace Steward.Tasks;

internal sealed class Project : TenantEntity, IPlaced, IBranch
{
    public static readonly TimeSpan KeptInTrash = TimeSpan.FromDays(30);

    public required string Name
    {
        get;
        set => field = value.Trim();
    }

    /// <summary>Begins the keys of its tasks: HOME in HOME-12.</summary>
    public required string Key { get; set; }
    public string? Description { get; set; }
    public string? Color { get; set; }
    public Guid? ParentId { get; set; }
    public Guid Position { get; set; }

    /// <summary>Who sees it and all that stands in it; null: everybody in the tenant. The same all through a tree.</summary>
    public Guid[]? MemberIds { get; set; }
    public DateTimeOffset? ArchivedAt { get; private set; }
    public DateTimeOffset? DeletedAt { get; private set; }
    public required UserId CreatedBy { get; init; }

    public bool IsPrivate => MemberIds is not null;

    public void CheckStanding()
    {
        if (DeletedAt is not null)
            throw Refused("project_deleted", "is in the trash. Restore it first, with restore_project.");
    }

    /// <summary>Whether tasks may come into it.</summary>
    public void CheckOpen()
    {
        CheckStanding();
        if (ArchivedAt is not null)
            throw Refused("project_archived", "is archived. Take it back first, with unarchive_project.");
    }

    // The name may be anybody's text: beside it stands whose it is, for those who have to ask who wrote it.
    private RefusalException Refused(string code, string why) =>
        new(RefusalKind.Conflict, code, $"The project {Name} {why}")
        {
            Params = new Dictionary<string, object?> { ["project_id"] = Id, ["project"] = Name },
        };

    public Event? Archive(DateTimeOffset at)
    {
        CheckStanding();
        if (ArchivedAt is not null)
            return null;

        ArchivedAt = at;
        return new ProjectArchived(Id);
    }

    public Event? Unarchive()
    {
        CheckStanding();
        if (ArchivedAt is null)
            return null;

        ArchivedAt = null;
        return new ProjectUnarchived(Id);
    }

    public Event? Share(Guid[]? members)
    {
        CheckStanding();
        if (ParentId is not null)
            throw RefusalException.Conflict(
                "shared_with_parent",
                "Who sees a project within another is decided by the topmost one. Share that one."
            );
        if (members is null ? MemberIds is null : MemberIds?.SequenceEqual(members) == true)
            return null;

        MemberIds = members;
        return new ProjectShared(Id, members?.Select(id => new UserId(id)).ToList());
    }

    /// <summary>As it was left where it comes from.</summary>
    public void WasLeft(DateTimeOffset? archivedAt, DateTimeOffset? deletedAt) =>
        (ArchivedAt, DeletedAt) = (archivedAt, deletedAt);

    public Event? Delete(DateTimeOffset at)
    {
        if (DeletedAt is not null)
            return null;

        DeletedAt = at;
        return new ProjectDeleted(Id);
    }

    public Event? Restore()
    {
        if (DeletedAt is null)
            return null;

        DeletedAt = null;
        return new ProjectRestored(Id);
    }

    public bool MayBePurged(DateTimeOffset now) => DeletedAt is { } at && at <= now - KeptInTrash;

    private sealed class Mapping : IEntityTypeConfiguration<Project>
    {
        public void Configure(EntityTypeBuilder<Project> builder)
        {
            builder.ToTable("project", "tasks");
            builder.Ignore(project => project.IsPrivate);
            builder
                .HasOne<Project>()
                .WithMany()
                .HasForeignKey(project => new { project.TenantId, project.ParentId })
                .OnDelete(DeleteBehavior.NoAction);
        }
    }
}
