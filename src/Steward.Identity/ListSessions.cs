namespace Steward.Identity;

[Operation("list_sessions", null, Route = "GET /sessions")]
[Person]
[Description("Lists where you are signed in: each session with its client and address, the last used one first.")]
public sealed record ListSessions : IQuery<Page<SessionView>>
{
    internal sealed class Handler(Sessions sessions) : IHandler<ListSessions, Page<SessionView>>
    {
        public async Task<Page<SessionView>> Handle(
            ListSessions query,
            OperationContext context,
            CancellationToken ct
        ) => new(await sessions.Of(context.User, context.Caller.Credential.Id, ct), null);
    }
}

public sealed record SessionView(
    Guid Id,
    [property: Description("The tenant that it works in.")] TenantId TenantId,
    [property: Description("What the client says it is.")] string? Client,
    [property: Description("The network address that it was opened from.")] string? Address,
    DateTimeOffset CreatedAt,
    [property: Description("When it was refreshed last.")] DateTimeOffset SeenAt,
    DateTimeOffset ExpiresAt,
    [property: Description("Whether this very call comes from it.")] bool IsCurrent
);
