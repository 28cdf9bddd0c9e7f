namespace Steward.Tasks;

public sealed record CommentView(
    Guid Id,
    Guid TaskId,
    [property: Description("In Markdown.")] string Body,
    IReadOnlyList<UserId> MentionIds,
    UserId CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt,
    long Version
)
{
    internal static CommentView Of(Comment comment) =>
        new(
            comment.Id,
            comment.TaskId,
            comment.Body,
            [.. comment.MentionIds.Select(id => new UserId(id))],
            comment.CreatedBy,
            comment.CreatedAt,
            comment.EditedAt,
            comment.Version
        );
}
