using System.Text.Json;

namespace Steward.Assistant;

/// <summary>Who has asked for a run, with the rights of then; what holds now is asked at each of its calls.</summary>
internal sealed record RunCaller(
    CallerKind Kind,
    CredentialKind CredentialKind,
    Guid CredentialId,
    uint Scopes,
    IReadOnlyList<string>? Tools,
    string? TimeZone,
    Surface Surface,
    string CorrelationId
)
{
    public static RunCaller Of(Caller caller) =>
        new(
            caller.Kind,
            caller.Credential.Kind,
            caller.Credential.Id,
            caller.Scopes.Bits,
            caller.Tools is null ? null : [.. caller.Tools.Order(StringComparer.Ordinal)],
            caller.TimeZone,
            caller.Surface,
            caller.CorrelationId
        );

    public static RunCaller Parse(string text) => JsonSerializer.Deserialize<RunCaller>(text, Wire.Json)!;

    public override string ToString() => JsonSerializer.Serialize(this, Wire.Json);

    /// <summary>The person, as who local intents run.</summary>
    public Caller Person(Run run) =>
        new()
        {
            Kind = Kind,
            Tenant = run.Tenant,
            User = run.User,
            Credential = new(CredentialKind, CredentialId),
            Scopes = new(Scopes),
            Tools = Tools?.ToHashSet(),
            TimeZone = TimeZone,
            Surface = Surface,
            CorrelationId = CorrelationId,
            RunId = run.RootId,
            ConversationId = run.ConversationId,
        };

    /// <summary>An agent on behalf of the person, with no more rights than both have.</summary>
    public Caller Agent(Run run, string agent, IReadOnlySet<string>? tools, AgentTurn turn) =>
        Person(run) with
        {
            Kind = CallerKind.Agent,
            Surface = Surface.Mcp,
            Agent = agent,
            Tools = tools,
            Turn = turn,
        };
}
