namespace Steward.Identity;

[Operation("add_api_key", null, Route = "POST /api_keys", NeverUndone = "it may be in use; revoke the key instead.")]
[Person, SecretResult]
[Description(
    "Makes an API key for a program, with some of your own permissions, for a year at most. The key is shown this once. It counts only "
        + "as long as you are a member, and never for more than your role allows."
)]
public sealed record AddApiKey(
    [property: Required, MaxLength(100), Description("What it is for: the backup script.")] string Name,
    [property:
        MinLength(1),
        MaxLength(30),
        ItemLength(40),
        Description("Permissions, as read:tasks; read:* and write:* for all such.")
    ]
        IReadOnlyList<string> Scopes,
    [property: Description("When it ends: a year from now at most.")] DateTimeOffset ExpiresAt,
    [property:
        MinLength(1),
        MaxLength(100),
        ItemLength(100),
        Description("The only operations that it may call, as get_calendar. Absent: all that its permissions allow.")
    ]
        IReadOnlyList<string>? Operations = null
) : ICommand<NewApiKey>
{
    internal sealed class Handler(Repository<ApiKey> apiKeys, SecretTokens secrets, Catalogue catalogue)
        : IHandler<AddApiKey, NewApiKey>
    {
        public async Task<NewApiKey> Handle(AddApiKey command, OperationContext context, CancellationToken ct)
        {
            var secret = SecretToken.New(SecretToken.ApiKey);
            var key = new ApiKey
            {
                Id = context.NewId(),
                UserId = context.User,
                Name = command.Name,
                Hint = secret[^4..],
                Scopes = ApiKey.Granted(command.Scopes, context.Caller.Scopes),
                Operations = ApiKey.Limited(command.Operations, catalogue),
                ExpiresAt = ApiKey.CheckedExpiry(command.ExpiresAt, context.Now),
            };
            apiKeys.Add(context.Tenant, key);
            await secrets.Keep(secret, "api_key", key.Id, ct);
            context.Raise(new ApiKeyAdded(key.Id, key.Name));
            return new(secret, key.Id, key.Name, key.Scopes, key.Operations, key.ExpiresAt);
        }
    }
}

public sealed record NewApiKey(
    [property: Secret, Description("Sent as 'Authorization: Bearer ...'. Keep it safe: it is not shown again.")]
        string Key,
    Guid Id,
    string Name,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string>? Operations,
    DateTimeOffset ExpiresAt
)
{
    public override string ToString() => nameof(NewApiKey);
}
