using System.Linq.Expressions;

namespace Steward.Assistant;

/// <summary>A chat of one person with agents. What is said in it stands in its runs.</summary>
internal sealed class Conversation : TenantEntity
{
    private const int LongestTitle = 80;

    public required UserId UserId { get; init; }

    /// <summary>Empty until something is said.</summary>
    public required string Title
    {
        get;
        set => field = value.Trim();
    }
    public DateTimeOffset? SaidAt { get; private set; }

    public MessageAdded Say(string text, Guid run, DateTimeOffset at)
    {
        SaidAt = at;
        if (Title is "")
            Title = Start(text);
        return new(Id, run);
    }

    private static string Start(string text)
    {
        var line = text.AsSpan().Trim();
        if (line.IndexOfAny('\r', '\n') is > 0 and var end)
            line = line[..end];
        return line.Length <= LongestTitle
            ? line.ToString()
            : string.Concat(line[..(LongestTitle - (char.IsHighSurrogate(line[LongestTitle - 2]) ? 2 : 1))], "…");
    }

    private sealed class Mapping : IEntityTypeConfiguration<Conversation>
    {
        public void Configure(EntityTypeBuilder<Conversation> builder) => builder.ToTable("conversation", "assistant");
    }
}

internal sealed class ConversationAccess : AccessRule<Conversation>
{
    public override string? ReadScope => null;

    public override Expression<Func<Conversation, bool>> VisibleTo(Caller caller)
    {
        var user = caller.User;
        return conversation => conversation.UserId == user;
    }

    public override bool May(Caller caller, Access access, Conversation row) => row.UserId == caller.User;
}

public sealed record ConversationView(
    Guid Id,
    string Title,
    [property: Description("When something was said last.")] DateTimeOffset? SaidAt,
    DateTimeOffset CreatedAt,
    long Version
)
{
    internal static ConversationView Of(Conversation row) =>
        new(row.Id, row.Title, row.SaidAt, row.CreatedAt, row.Version);
}

public sealed record ConversationAdded(Guid ConversationId) : Event;

public sealed record ConversationRenamed(Guid ConversationId) : Event;

public sealed record ConversationDeleted(Guid ConversationId) : Event;

public sealed record MessageAdded(Guid ConversationId, Guid RunId) : Event;
