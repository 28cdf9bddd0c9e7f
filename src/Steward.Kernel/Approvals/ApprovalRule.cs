namespace Steward.Kernel;

/// <summary>
/// What agents may do by themselves, what a person is asked about first, and what no agent does. Among the rules that match a call
/// the strictest holds; where none does, what cannot be taken back or leaves Steward is asked about.
/// </summary>
internal sealed class ApprovalRule : TenantEntity
{
    private static readonly string[] Effects = [.. CommandEffects.Select(effect => Wire.Name(effect.ToString()))];

    private static IEnumerable<Effect> CommandEffects => [Effect.Write, Effect.Destructive, Effect.Outward];

    /// <summary>Of whose agents it speaks; null: of everybody's.</summary>
    public UserId? UserId { get; init; }

    /// <summary>An operation's name, an effect's, or <c>*</c>.</summary>
    public required string Target { get; init; }
    public required RuleAction Action { get; init; }

    /// <summary>Only calls with exactly this input, as <see cref="CanonicalJson"/> writes it; null: any.</summary>
    public string? Arguments { get; init; }

    /// <summary>How many rows may change by it; null: any number.</summary>
    public int? Most { get; init; }

    /// <summary>In what time; null: as long as the rule stands.</summary>
    public RuleWindow? Per { get; init; }
    public Decider By { get; init; }
    public int WaitHours { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>A person has said it of his own agents beforehand.</summary>
    public bool IsStanding => UserId is not null && Action is RuleAction.Allow;

    public static bool IsTarget(string target, Catalogue catalogue) =>
        target is "*" || Effects.Contains(target) || catalogue.Find(target) is { IsCommand: true, IsSystem: false };

    public bool Matches(OperationInfo operation, Lazy<string> arguments, DateTimeOffset now) =>
        (Target is "*" || Target == operation.Name || Target == Wire.Name(operation.Effect.ToString()))
        && !(ExpiresAt <= now)
        && (Arguments is null || Arguments == arguments.Value);

    /// <summary>When the time began, in UTC, in which what is used of the limit is counted now.</summary>
    public DateTimeOffset Begins(DateTimeOffset now)
    {
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return Per switch
        {
            RuleWindow.Hour => day.AddHours(now.UtcDateTime.Hour),
            RuleWindow.Day => day,
            RuleWindow.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            RuleWindow.Month => day.AddDays(1 - day.Day),
            _ => CreatedAt,
        };
    }

    private sealed class Mapping : IEntityTypeConfiguration<ApprovalRule>
    {
        public void Configure(EntityTypeBuilder<ApprovalRule> builder) =>
            builder.ToTable("approval_rule", "kernel").Ignore(rule => rule.IsStanding);
    }
}

internal sealed class ApprovalRuleAccess : AccessRule<ApprovalRule>
{
    public override string? ReadScope => Scopes.ReadAudit;

    public override System.Linq.Expressions.Expression<Func<ApprovalRule, bool>> VisibleTo(Caller caller) =>
        rule => rule.UserId == null || rule.UserId == caller.User;

    public override bool May(Caller caller, Access access, ApprovalRule row) =>
        access is Access.Read || row.UserId == caller.User || caller.Scopes.Contains(Scopes.ManageTenant);
}

public enum RuleAction
{
    /// <summary>The agent does it by itself, within the limit.</summary>
    Allow,

    /// <summary>A person is asked first.</summary>
    Ask,

    /// <summary>No agent does it, and nobody is asked.</summary>
    Refuse,
}

/// <summary>A span of the calendar in UTC; weeks begin on Monday.</summary>
public enum RuleWindow
{
    Hour,
    Day,
    Week,
    Month,
}

/// <summary>Who may decide, of those who see all that the call touches and have approve:actions. Later ones are stricter.</summary>
public enum Decider
{
    Anyone,

    /// <summary>Not the person for whom the agent acts.</summary>
    SomeoneElse,

    /// <summary>Who runs the tenant.</summary>
    Admin,
}
