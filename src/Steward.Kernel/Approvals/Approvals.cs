namespace Steward.Kernel;

/// <summary>Holds one call of an agent, and those inside it, against the tenant's rules. A rule that refuses beats one that asks, and both beat one that allows.</summary>
internal sealed class Approvals(Database database)
{
    private const int UsualWait = 24;

    private readonly List<string> reasons = [];

    /// <summary>What is asked about for its effect alone, by operation: a person may have said beforehand that it is not.</summary>
    private readonly Dictionary<string, string> effects = [];
    private readonly Dictionary<ApprovalRule, int> limits = [];
    private List<ApprovalRule>? rules;
    private int wait = int.MaxValue;

    /// <summary>A person has approved it: nothing is asked, but what is refused stays so.</summary>
    public bool IsApproved { get; set; }

    /// <summary>Who may decide about what has been judged.</summary>
    public Decider By { get; private set; }

    public static bool Concern(OperationInfo operation, Caller caller) =>
        caller.Kind is CallerKind.Agent && operation.IsCommand;

    /// <summary>Asked before each operation is handled.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="input">Null: a bulk of which this is one item.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="isOuter">The call itself, none inside it.</param>
    /// <param name="ct">Ends it.</param>
    public async Task Judge(
        OperationInfo operation,
        IOperation? input,
        Caller caller,
        bool isOuter,
        CancellationToken ct
    )
    {
        if (!Concern(operation, caller))
            return;
        rules ??= await database.Seen<ApprovalRule>(caller).AsNoTracking().ToListAsync(ct);
        var arguments = new Lazy<string>(() => input is null ? "" : CanonicalJson.Of(operation, input));
        var matching = rules.FindAll(rule => rule.Matches(operation, arguments, database.Now));
        if (matching.Exists(rule => rule.Action is RuleAction.Refuse))
            throw RefusalException.Forbidden(
                "refused_by_rule",
                $"A rule here says that no agent does {operation.Name}. Ask the person to do it."
            );
        var asking = matching.FindAll(rule => rule.Action is RuleAction.Ask);
        if (IsApproved)
        {
            Tighten(asking);
            return;
        }
        var allowing = matching.FindAll(rule => rule is { Action: RuleAction.Allow, IsStanding: false });
        foreach (var rule in allowing.Where(rule => rule.Most is not null))
            Count(rule, operation);
        var isTainted =
            isOuter && input is not null && caller.Turn is { IsTainted: true } turn && !turn.Names(operation, input);
        var isAsked = asking is not [] || isTainted || (IsAskedByItself(operation) && allowing is []);
        if (!isAsked)
            return;
        // What a person has said beforehand is his own word only.
        if (
            asking.TrueForAll(rule => rule.By is Decider.Anyone)
            && matching
                .Where(rule => rule.IsStanding && (!isTainted || rule.Arguments is not null))
                .OrderBy(rule => rule.Most is null ? 0 : 1)
                .FirstOrDefault()
                is { } standing
        )
        {
            if (standing.Most is not null)
                Count(standing, operation);
            return;
        }
        if (asking is [] && !isTainted)
            effects[operation.Name] =
                $"{operation.Name} {(operation.Effect is Effect.Outward ? "sends something out of Steward" : "cannot be taken back")}.";
        else
            Ask(
                asking is not []
                    ? $"A rule wants a person to approve {operation.Name}."
                    : $"The agent has read text here that its user has not written, and {operation.Name} is about something that the user's message does not name."
            );
        Tighten(asking);
    }

    /// <summary>A person has said beforehand that this call need not be asked about for its effect. In a turn that may follow others' orders it is.</summary>
    public void Spare(OperationInfo operation, Caller caller)
    {
        if (caller.Turn is { IsTainted: false })
            effects.Remove(operation.Name);
    }

    /// <summary>Asked when the call is handled and it is known how many rows it changes. Null: it may go on.</summary>
    public async Task<ApprovalNeed?> Settle(TenantId tenant, int rows, CancellationToken ct)
    {
        foreach (var (rule, sent) in limits.OrderBy(limit => limit.Key.Id))
        {
            var used = await database.Read(
                "INSERT INTO kernel.rule_use AS u (tenant_id, rule_id, begins, used) VALUES ($1, $2, $3, $4) "
                    + "ON CONFLICT (tenant_id, rule_id, begins) DO UPDATE SET used = u.used + $4 RETURNING used",
                ct,
                tenant,
                rule.Id,
                rule.Begins(database.Now).UtcDateTime,
                // What leaves Steward may change no row.
                (long)Math.Max(rows, sent)
            );
            if ((long)used[0][0]! > rule.Most)
                Ask($"A rule allows agents {rule.Most} rows{Window(rule)}, and this would be more.");
        }
        foreach (var reason in effects.Values)
            Ask(reason);
        return reasons is [] ? null : new(reasons, By, wait is int.MaxValue ? UsualWait : wait);
    }

    private void Tighten(List<ApprovalRule> asking)
    {
        foreach (var rule in asking)
            (By, wait) = ((Decider)Math.Max((int)By, (int)rule.By), Math.Min(wait, rule.WaitHours));
    }

    private void Count(ApprovalRule rule, OperationInfo operation) =>
        limits[rule] = limits.GetValueOrDefault(rule) + (operation.Effect is Effect.Outward ? 1 : 0);

    private void Ask(string reason)
    {
        if (reasons.Count < 20 && !reasons.Contains(reason))
            reasons.Add(reason);
    }

    private static bool IsAskedByItself(OperationInfo operation) =>
        operation.Effect is Effect.Destructive or Effect.Outward;

    private static string Window(ApprovalRule rule) => rule.Per is { } per ? $" in a {Wire.Name(per.ToString())}" : "";
}
