using System.Text.Json;

namespace Steward.Kernel;

[Operation("add_approval_rule", Scopes.ApproveActions, Route = "POST /approval_rules")]
[Person]
[Description(
    "Adds a rule about what agents may do by themselves. For your own agents (the usual) it may allow a call beforehand, exactly this or up to a "
        + "limit, until it expires; or ask, or refuse. For everybody's agents only who runs the tenant adds one."
)]
public sealed record AddApprovalRule(
    [property:
        Required,
        MaxLength(100),
        Description("An operation, as delete_task; or write, destructive, outward; or *.")
    ]
        string Target,
    RuleAction Action,
    [property: Description("True: for everybody's agents.")] bool ForEverybody = false,
    [property: Description("Only calls with exactly this input, with ids for names.")] JsonElement? Arguments = null,
    [property: Range(1, 1_000_000), Description("Of allow: how many rows may change by it; more are asked about.")]
        int? Most = null,
    [property: Description("Of most: in what time, by the calendar in UTC. Absent: as long as the rule stands.")]
        RuleWindow? Per = null,
    [property: Description("Of ask: who may decide.")] Decider By = Decider.Anyone,
    [property: Range(1, 720), Description("Of ask: how long it waits for that.")] int WaitHours = 24,
    [property: Description("When it ends: a year from now at most. Needed to allow for your own agents.")]
        DateTimeOffset? ExpiresAt = null,
    [property: Uuid7, Description("An id made by the client, a UUID version 7.")] Guid? Id = null
) : ICommand<ApprovalRuleView>, IValidatableObject
{
    private const int MostRules = 500;
    private const int LongestArguments = 10_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if ((Most is not null || Per is not null) && Action is not RuleAction.Allow)
            yield return new("Only what is allowed has a limit.", [nameof(Most)]);
        if (Per is not null && Most is null)
            yield return new("Give most, too.", [nameof(Per)]);
        if (By is not Decider.Anyone && Action is not RuleAction.Ask)
            yield return new("Only of what is asked about somebody decides.", [nameof(By)]);
        if (Arguments is { } arguments && !IsReadable(arguments))
            yield return new("The arguments are an object as the operation's schema says.", [nameof(Arguments)]);
        if (Action is RuleAction.Allow && !ForEverybody && Arguments is null && Most is null)
            yield return new("Say how far it goes: the exact arguments, or most.", [nameof(Arguments)]);
        if (Action is RuleAction.Allow && !ForEverybody && ExpiresAt is null)
            yield return new("Say when it ends.", [nameof(ExpiresAt)]);
    }

    /// <summary>Half of a surrogate pair is noticed only when it is written.</summary>
    private static bool IsReadable(JsonElement arguments)
    {
        try
        {
            JsonSerializer.SerializeToUtf8Bytes(arguments, Wire.Json);
            return arguments.ValueKind is JsonValueKind.Object;
        }
        catch (Exception fault) when (Wire.IsUnreadable(fault))
        {
            return false;
        }
    }

    internal sealed class Handler(Repository<ApprovalRule> rules, Database database, Catalogue catalogue)
        : IHandler<AddApprovalRule, ApprovalRuleView>
    {
        public async Task<ApprovalRuleView> Handle(
            AddApprovalRule command,
            OperationContext context,
            CancellationToken ct
        )
        {
            if (command.ForEverybody && !context.Caller.Scopes.Contains(Scopes.ManageTenant))
                throw RefusalException.Forbidden(
                    "missing_scope",
                    "Only who runs the tenant makes rules for everybody's agents."
                );
            if (!ApprovalRule.IsTarget(command.Target, catalogue))
                throw RefusalException.Invalid(
                    "/target",
                    "unknown_operation",
                    "It is a command's name, as delete_task; or write, destructive, outward; or *."
                );
            if (command is { Action: RuleAction.Allow, ForEverybody: false } && catalogue.Find(command.Target) is null)
                throw RefusalException.Invalid("/target", "too_wide", "Allow your own agents one operation at a time.");
            if (command.ExpiresAt <= context.Now || command.ExpiresAt > context.Now.AddDays(366))
                throw RefusalException.Invalid(
                    "/expires_at",
                    "invalid_expiry",
                    "It ends in the future, within a year."
                );
            UserId? owner = command.ForEverybody ? null : context.User;
            var rows = database.Rows<ApprovalRule>(context.Tenant);
            if (await rows.CountAsync(one => one.UserId == owner, ct) >= MostRules)
                throw RefusalException.Conflict(
                    "too_many_rules",
                    $"There are {MostRules} rules for everybody's agents and for each person's at most. Remove some."
                );
            var rule = new ApprovalRule
            {
                Id = command.Id ?? context.NewId(),
                UserId = owner,
                Target = command.Target,
                Action = command.Action,
                Arguments = command.Arguments is { } arguments ? Exact(command.Target, arguments) : null,
                Most = command.Most,
                Per = command.Per,
                By = command.By,
                WaitHours = command.WaitHours,
                ExpiresAt = command.ExpiresAt is { } end ? Wire.Stored(end) : null,
            };
            rules.Add(context.Tenant, rule);
            context.Raise(new ApprovalRuleAdded(rule.Id, rule.Target, rule.Action));
            return ApprovalRuleView.Of(rule);
        }

        private string Exact(string target, JsonElement arguments)
        {
            var operation =
                catalogue.Find(target)
                ?? throw RefusalException.Invalid(
                    "/arguments",
                    "no_operation",
                    "Only one operation's arguments can be said."
                );
            var given = operation.Parse(JsonSerializer.SerializeToUtf8Bytes(arguments, Wire.Json));
            if (given.Names is [var name, ..])
                throw RefusalException.Invalid(
                    "/arguments" + name.Pointer,
                    "id_needed",
                    "A name can come to mean another: give the id."
                );
            var exact = CanonicalJson.Of(operation, given.Operation);
            return exact.Length <= LongestArguments
                ? exact
                : throw RefusalException.Invalid(
                    "/arguments",
                    "too_long",
                    $"They have {LongestArguments} characters at most."
                );
        }
    }
}

/// <param name="UserId">Of whose agents it speaks; null: of everybody's.</param>
public sealed record ApprovalRuleView(
    Guid Id,
    UserId? UserId,
    string Target,
    RuleAction Action,
    JsonElement? Arguments,
    int? Most,
    RuleWindow? Per,
    Decider By,
    int WaitHours,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset CreatedAt,
    long Version
)
{
    internal static ApprovalRuleView Of(ApprovalRule rule) =>
        new(
            rule.Id,
            rule.UserId,
            rule.Target,
            rule.Action,
            rule.Arguments is { } arguments ? JsonElement.Parse(arguments) : null,
            rule.Most,
            rule.Per,
            rule.By,
            rule.WaitHours,
            rule.ExpiresAt,
            rule.CreatedAt,
            rule.Version
        );
}

public sealed record ApprovalRuleAdded(Guid RuleId, string Target, RuleAction Action) : Event;
