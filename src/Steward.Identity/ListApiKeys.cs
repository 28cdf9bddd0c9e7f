namespace Steward.Identity;

[Operation("list_api_keys", null, Route = "GET /api_keys")]
[Person]
[Description(
    "Lists your API keys, the newest first; to an owner, those of everybody in the tenant. The keys themselves are not kept."
)]
public sealed record ListApiKeys(
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<ApiKeyView>>
{
    internal sealed class Handler(Repository<ApiKey> apiKeys) : IHandler<ListApiKeys, Page<ApiKeyView>>
    {
        public async Task<Page<ApiKeyView>> Handle(ListApiKeys query, OperationContext context, CancellationToken ct) =>
            (await apiKeys.Page(context.Tenant, context.Caller, _ => true, query.Limit, query.Cursor, ct)).Select(
                ApiKeyView.Of
            );
    }
}

public sealed record ApiKeyView(
    Guid Id,
    [property: Description("Whom it stands for.")] UserId UserId,
    string Name,
    [property: Description("The key's last four characters.")] string Hint,
    IReadOnlyList<string> Scopes,
    [property: Description("The only operations that it may call; null: all that its permissions allow.")]
        IReadOnlyList<string>? Operations,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version
)
{
    internal static ApiKeyView Of(ApiKey key) =>
        new(
            key.Id,
            key.UserId,
            key.Name,
            key.Hint,
            key.Scopes,
            key.Operations,
            key.ExpiresAt,
            key.RevokedAt,
            key.CreatedAt,
            key.UpdatedAt,
            key.Version
        );
}
