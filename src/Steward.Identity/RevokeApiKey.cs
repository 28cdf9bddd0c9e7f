namespace Steward.Identity;

[Operation(
    "revoke_api_key",
    null,
    Route = "DELETE /api_keys/{api_key_id}",
    Effect = Effect.Destructive,
    NeverUndone = "a revoked key stays revoked; make a new one."
)]
[Person]
[Description("Revokes an API key: from now on it does not count, on any server. An owner may revoke everybody's.")]
public sealed record RevokeApiKey([property: Resource("api_key", Access.Manage)] Guid ApiKeyId) : ICommand<ApiKeyView>
{
    internal sealed class Handler(Repository<ApiKey> apiKeys) : IHandler<RevokeApiKey, ApiKeyView>
    {
        public async Task<ApiKeyView> Handle(RevokeApiKey command, OperationContext context, CancellationToken ct)
        {
            var key = await apiKeys.Get(context.Tenant, command.ApiKeyId, ct);
            context.Raise(key.Revoke(context.Now));
            return ApiKeyView.Of(key);
        }
    }
}
