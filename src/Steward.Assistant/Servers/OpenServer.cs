namespace Steward.Assistant;

[Operation("open_server", null)]
[System]
[SecretResult]
[Description("What Steward itself needs to reach a server, its secret still encrypted.")]
public sealed record OpenServer(Guid ServerId) : IQuery<OpenedServer>
{
    internal sealed class Handler(Repository<OutsideServer> servers) : IHandler<OpenServer, OpenedServer>
    {
        public async Task<OpenedServer> Handle(OpenServer query, OperationContext context, CancellationToken ct) =>
            OpenedServer.Of(await servers.Get(context.Tenant, query.ServerId, ct));
    }
}

/// <param name="Number">That of the version that holds.</param>
public sealed record OpenedServer(
    TenantId Tenant,
    Guid Id,
    string Name,
    int Number,
    bool IsEnabled,
    string? Entry,
    string? Url,
    string? Header,
    [property: Secret] byte[]? SealedSecret
)
{
    /// <summary>The same as long as the same is reached in the same way.</summary>
    internal string Way =>
        $"{Entry}\n{Url}\n{Header}\n{(SealedSecret is null ? "" : Convert.ToHexString(SealedSecret))}";

    internal static OpenedServer Of(OutsideServer server) =>
        new(
            server.TenantId,
            server.Id,
            server.Name,
            server.Number,
            server.IsEnabled,
            server.Entry,
            server.Url,
            server.Header,
            server.SealedSecret
        );

    // A record's own ToString would show what it holds.
    public override string ToString() => Name;
}
