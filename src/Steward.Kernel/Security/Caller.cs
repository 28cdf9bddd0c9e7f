namespace Steward.Kernel;

public enum CallerKind
{
    Anonymous,
    User,

    /// <summary>A program that acts on behalf of a user.</summary>
    Agent,

    /// <summary>Steward itself, for listed jobs only.</summary>
    System,
}

public enum Surface
{
    Rest,
    Mcp,
    Cli,
    Live,
    Job,

    /// <summary><c>/v1</c>, which programs speak that know OpenAI's.</summary>
    OpenAI,
}

public enum CredentialKind
{
    None,
    Session,
    ApiKey,

    /// <summary>A stored job: the user's membership is asked again, there is no session to ask.</summary>
    Job,
}

/// <summary>What vouches for the caller, by the id of its row: asked again in each transaction.</summary>
public readonly record struct Credential(CredentialKind Kind, Guid Id);

/// <summary>Who calls. The surface makes it; the pipeline narrows its rights to what holds now.</summary>
public sealed record Caller
{
    private const int LongestClient = 200;

    public required CallerKind Kind { get; init; }
    public TenantId Tenant { get; init; }
    public UserId User { get; init; }
    public Credential Credential { get; init; }
    public Guid? ApiKeyId => Credential.Kind is CredentialKind.ApiKey ? Credential.Id : null;

    /// <summary>The token's scopes; after entering, their intersection with the role's.</summary>
    public ScopeSet Scopes { get; init; } = ScopeSet.None;

    /// <summary>The role in the tenant now. Known after entering.</summary>
    public Role Role { get; init; }

    public string? Agent { get; init; }

    /// <summary>The operations that the agent or key may use; null: no list.</summary>
    public IReadOnlySet<string>? Tools { get; init; }

    public Guid? RunId { get; init; }

    /// <summary>Of a run that holds conversation with a person; null: a client of its own.</summary>
    public AgentTurn? Turn { get; init; }
    public Guid? ConversationId { get; init; }
    public Surface Surface { get; init; }
    public string CorrelationId { get; init; } = "";

    /// <summary>The caller's network address, for throttles only.</summary>
    public string? Address { get; init; }

    /// <summary>What the client says it is (User-Agent), its first 200 characters, for the list of sessions only.</summary>
    public string? Client
    {
        get;
        init => field = value is { Length: > LongestClient } ? Start(value) : value;
    }

    /// <summary>The IANA time zone of the request; null: the profile's, else the tenant's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>A person who has signed in and acts herself, not through a program that speaks for her.</summary>
    public bool IsPersonInSession =>
        this
            is {
                Kind: CallerKind.User,
                Credential.Kind: CredentialKind.Session,
                Surface: not (Surface.Mcp or Surface.OpenAI)
            };

    public static Caller Anonymous(
        Surface surface,
        string correlationId,
        string? address = null,
        string? client = null
    ) =>
        new()
        {
            Kind = CallerKind.Anonymous,
            Surface = surface,
            CorrelationId = correlationId,
            Address = address,
            Client = client,
        };

    public static Caller System(TenantId tenant, string correlationId) =>
        new()
        {
            Kind = CallerKind.System,
            Tenant = tenant,
            Scopes = ScopeSet.All,
            Surface = Surface.Job,
            CorrelationId = correlationId,
        };

    /// <summary>Without the half of a surrogate pair at its end, which the database would not take.</summary>
    private static string Start(string text) =>
        text[..(char.IsHighSurrogate(text[LongestClient - 1]) ? LongestClient - 1 : LongestClient)];
}
