namespace Steward.Assistant;

[Operation(
    "restore_server_version",
    Scopes.ManageTenant,
    Route = "POST /servers/{server}/versions/{number}/restoration"
)]
[Person]
[Description(
    "Brings back what was decided about a server earlier, as its newest version: address, switch, and which tools are allowed, of those that still "
        + "are what they were then. With another address the secret has to be given again."
)]
public sealed record RestoreServerVersion(
    [property: Required, MaxLength(ServerNames.Longest), Description("Which server, by its name.")] string Server,
    [property: Range(1, int.MaxValue), Description("Which version, as get_server lists them.")] int Number,
    [property: MaxLength(4000), Secret, Description("For an address that has another one now. Null: none is sent.")]
        Optional<string?> Secret = default
) : ICommand<ServerView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Secret is { IsSet: true, Value: { } secret } && !ServerSecrets.IsSecret(secret))
            yield return new("A secret has no letters beyond ASCII and no line breaks.", [nameof(Secret)]);
    }

    internal sealed class Handler(
        OutsideServerRepository servers,
        OutsideToolRepository tools,
        ServerVersionRepository versions,
        ServerEditing editing,
        ServerSecrets secrets
    ) : IHandler<RestoreServerVersion, ServerView>
    {
        public async Task<ServerView> Handle(
            RestoreServerVersion command,
            OperationContext context,
            CancellationToken ct
        )
        {
            var server = await servers.Named(context.Tenant, command.Server, ct);
            var earlier =
                await versions.Numbered(context.Tenant, server.Id, command.Number, ct)
                ?? throw RefusalException.NotFound("server_version");
            if (earlier.Number == server.Number)
                return ServerView.Of(server);
            var moves = (server.Url, server.Header) != (earlier.Url, earlier.Header);
            if (moves && server.SealedSecret is not null && !command.Secret.IsSet)
                throw RefusalException.Invalid(
                    "/secret",
                    "secret_needed",
                    "Its address was another one: give the secret for it; or null, so that none is sent there."
                );
            (server.Url, server.Header, server.IsEnabled) = (earlier.Url, earlier.Header, earlier.IsEnabled);
            if (command.Secret.IsSet && server.Kind is ServerKind.Http)
                server.KeepSecret(command.Secret.Value, secrets, context.Tenant);
            var now = (await tools.Of(context.Tenant, server.Id, ct)).ToDictionary(tool => tool.Name);
            foreach (var choice in earlier.Chosen)
                if (now.GetValueOrDefault(choice.Name) is { } tool && tool.Hash == choice.Hash)
                    (tool.IsAllowed, tool.IsUnasked) = (choice.IsAllowed, choice.IsUnasked);
            await editing.Keep(server, context, ct);
            await editing.Ask(server, context, ct);
            context.Raise(new ServerUpdated(server.Id, server.Name, server.Number));
            return ServerView.Of(server);
        }
    }

    // A record's own ToString would show the secret.
    public override string ToString() => $"{nameof(RestoreServerVersion)} {Server} {Number}";
}
