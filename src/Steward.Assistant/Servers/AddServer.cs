namespace Steward.Assistant;

/// <summary>Which of a server's tools agents may call.</summary>
public enum FirstTools
{
    /// <summary>All that it offers when it is asked first; what comes later waits for a person.</summary>
    All,

    /// <summary>None until a person allows it.</summary>
    None,
}

[Operation("add_server", Scopes.ManageTenant, Route = "POST /servers", BringsText = true)]
[Person]
[Description(
    "Gives this tenant's agents the tools of another MCP server: one of the operator's programs (entry, as list_server_catalogue names them), which "
        + "runs in a sandbox; or one at an address that speaks Streamable HTTP (url). Its tools are asked for at once: get_server shows them. Agents ask "
        + "a person before each call, unless you say otherwise with update_server_tool."
)]
public sealed record AddServer(
    [property:
        Required,
        MaxLength(ServerNames.Longest),
        Description(
            "One of its own, as notes: small letters, digits, hyphens, underscores. Its tools are called mcp__notes__..."
        )
    ]
        string Name,
    [property: MaxLength(60), Description("The program's name in the operator's catalogue.")] string? Entry = null,
    [property: MaxLength(ModelAddress.Longest), Description("As https://mcp.example.org/mcp.")] string? Url = null,
    [property:
        MinLength(1),
        MaxLength(4000),
        Secret,
        Description("What is sent to the address with each call, whole: 'Bearer ...', say. Kept encrypted.")
    ]
        string? Secret = null,
    [property: MaxLength(ServerHeader.Longest), Description("In which header. Absent: Authorization.")]
        string? Header = null,
    [property: Description("Which of its tools are allowed from the beginning.")] FirstTools Tools = FirstTools.All,
    [property: Uuid7, Description("An id made by the client, a UUID version 7, so that a repeated call adds nothing.")]
        Guid? Id = null
) : ICommand<ServerView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!ServerNames.IsName(Name))
            yield return new(ServerNames.Rule, [nameof(Name)]);
        if (Entry is null == Url is null)
            yield return new("Give either entry or url.", [nameof(Url)]);
        if (Url is null && (Secret is not null || Header is not null))
            yield return new("Only an address is sent a secret.", [nameof(Secret)]);
        if (Secret is not null && !ServerSecrets.IsSecret(Secret))
            yield return new("A secret has no letters beyond ASCII and no line breaks.", [nameof(Secret)]);
        if (Header is not null && !ServerHeader.IsHeader(Header))
            yield return new("It is no header that a secret can be sent in.", [nameof(Header)]);
    }

    internal sealed class Handler(
        OutsideServerRepository servers,
        ServerEditing editing,
        ServerSecrets secrets,
        OutboundHttp outbound,
        OutsideOptions options
    ) : IHandler<AddServer, ServerView>
    {
        public async Task<ServerView> Handle(AddServer command, OperationContext context, CancellationToken ct)
        {
            var others = await servers.List(context.Tenant, ct);
            if (others.Any(other => other.Name == command.Name))
                throw RefusalException.Conflict(
                    "already_exists",
                    $"There is a server called {command.Name} already. Change it with update_server, or add this one under another name."
                );
            if (others.Count >= OutsideServerRepository.Most)
                throw RefusalException.Conflict(
                    "too_many_servers",
                    $"A tenant has {OutsideServerRepository.Most} servers at most. Remove one."
                );
            if (command.Entry is { } entry && options.Find(entry) is null)
                throw RefusalException.Invalid(
                    "/entry",
                    "unknown_entry",
                    options.Catalogue is []
                        ? "The operator offers no programs here. Give url for a server elsewhere."
                        : $"The operator offers no such program. There are {string.Join(", ", options.Catalogue.Select(one => one.Name))}."
                );
            var server = new OutsideServer
            {
                Id = command.Id ?? context.NewId(),
                Name = command.Name,
                Kind = command.Entry is null ? ServerKind.Http : ServerKind.Catalogue,
                Entry = command.Entry,
                Url = command.Url is null ? null : ModelAddress.Checked(command.Url, outbound),
                Header = command.Url is null ? null : command.Header ?? ServerHeader.Usual,
                IsEnabled = true,
                AllowsAll = command.Tools is FirstTools.All,
                CreatedBy = context.User,
            };
            if (command.Url is not null)
                server.KeepSecret(command.Secret, secrets, context.Tenant);
            servers.Add(context.Tenant, server);
            await editing.Keep(server, context, ct);
            await editing.Ask(server, context, ct);
            context.Raise(new ServerAdded(server.Id, server.Name));
            return ServerView.Of(server);
        }
    }

    // A record's own ToString would show the secret.
    public override string ToString() => $"{nameof(AddServer)} {Name}";
}
