namespace Steward.Tasks;

internal sealed class Comment : TenantEntity
{
    public required Guid TaskId { get; init; }
    public required string Body { get; set; }
    public Guid[] MentionIds { get; set; } = [];
    public required UserId CreatedBy { get; init; }
    public DateTimeOffset? EditedAt { get; set; }

    private sealed class Mapping : IEntityTypeConfiguration<Comment>
    {
        public void Configure(EntityTypeBuilder<Comment> builder)
        {
            builder.ToTable("comment", "tasks");
            builder
                .HasOne<TaskItem>()
                .WithMany()
                .HasForeignKey(comment => new { comment.TenantId, comment.TaskId })
                .OnDelete(DeleteBehavior.NoAction);
        }
    }
}

/// <summary>Everybody who sees the task; what somebody wrote changes nobody else, and who runs the tenant may take it away.</summary>
internal sealed class CommentAccess : AccessRule<Comment>
{
    public override string? ReadScope => Scopes.ReadTasks;
    public override IReadOnlyList<Place<Comment>> Within { get; } = [new("task", comment => comment.TaskId)];

    public override bool May(Caller caller, Access access, Comment row) =>
        access is Access.Read
        || row.CreatedBy == caller.User
        || (access is Access.Delete && caller.Scopes.Contains(Scopes.ManageTenant));
}
