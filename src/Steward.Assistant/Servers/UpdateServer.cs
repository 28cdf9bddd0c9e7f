namespace Steward.Assistant;

[Operation("update_server", Scopes.ManageTenant, Route = "PATCH /servers/{server}")]
[Person]
[Description(
    "Changes a server of this tenant; what is not given stays as it is. Another address or header needs the secret again, so that it only goes where "
        + "it was meant to go. What held before is kept: get_server lists it, restore_server_version brings it back."
)]
public sealed record UpdateServer(
    [property: Required, MaxLength(ServerNames.Longest), Description("Which server, by its name.")] string Server,
    [property: MaxLength(ModelAddress.Longest), Description("As https://mcp.example.org/mcp.")]
        Optional<string> Url = default,
    [property: MaxLength(4000), Secret, Description("What is sent with each call, whole. Null: nothing any more.")]
        Optional<string?> Secret = default,
    [property: MaxLength(ServerHeader.Longest), Description("In which header the secret is sent.")]
        Optional<string> Header = default,
    [property: Description("Whether agents may use it at all.")] Optional<bool> IsEnabled = default
) : ICommand<ServerView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Secret is { IsSet: true, Value: { } secret } && !ServerSecrets.IsSecret(secret))
            yield return new("A secret has no letters beyond ASCII and no line breaks.", [nameof(Secret)]);
        if (Header is { IsSet: true, Value: var header } && !ServerHeader.IsHeader(header ?? ""))
            yield return new("It is no header that a secret can be sent in.", [nameof(Header)]);
    }

    internal sealed class Handler(
        OutsideServerRepository servers,
        ServerEditing editing,
        ServerSecrets secrets,
        OutboundHttp outbound
    ) : IHandler<UpdateServer, ServerView>
    {
        public async Task<ServerView> Handle(UpdateServer command, OperationContext context, CancellationToken ct)
        {
            var server = await servers.Named(context.Tenant, command.Server, ct);
            if (
                server.Kind is ServerKind.Catalogue
                && (command.Url.IsSet || command.Secret.IsSet || command.Header.IsSet)
            )
                throw RefusalException.Invalid(
                    "/url",
                    "not_for_catalogue",
                    $"{server.Name} is a program of the operator's: it has no address and no secret."
                );
            var before = (server.Url, server.Header, server.IsEnabled);
            if (command.Url.IsSet)
                server.Url = ModelAddress.Checked(command.Url.Value ?? "", outbound);
            server.Header = command.Header.Or(server.Header!);
            server.IsEnabled = command.IsEnabled.Or(server.IsEnabled);
            var moves = (server.Url, server.Header) != (before.Url, before.Header);
            if (moves && server.SealedSecret is not null && !command.Secret.IsSet)
                throw RefusalException.Invalid(
                    "/secret",
                    "secret_needed",
                    "Give the secret for the new address or header, too; or null, so that none is sent there."
                );
            if (command.Secret.IsSet)
                server.KeepSecret(command.Secret.Value, secrets, context.Tenant);
            if (!command.Secret.IsSet && before == (server.Url, server.Header, server.IsEnabled))
                return ServerView.Of(server);
            await editing.Keep(server, context, ct);
            await editing.Ask(server, context, ct);
            context.Raise(new ServerUpdated(server.Id, server.Name, server.Number));
            return ServerView.Of(server);
        }
    }

    // A record's own ToString would show the secret.
    public override string ToString() => $"{nameof(UpdateServer)} {Server}";
}
