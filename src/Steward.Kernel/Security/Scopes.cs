using System.Collections.Frozen;

namespace Steward.Kernel;

public enum Role
{
    Viewer,
    Member,
    Admin,
    Owner,
}

/// <summary>The permissions, and which role has which: the one table.</summary>
public static class Scopes
{
    public const string ReadTasks = "read:tasks";
    public const string WriteTasks = "write:tasks";
    public const string ReadMoney = "read:money";
    public const string WriteMoney = "write:money";
    public const string ManageBudget = "manage:budget";
    public const string ProcessReceipts = "process:receipts";
    public const string AiInsights = "premium:ai_insights";
    public const string ReadKnowledge = "read:knowledge";
    public const string WriteKnowledge = "write:knowledge";
    public const string RunAgents = "run:agents";
    public const string ApproveActions = "approve:actions";
    public const string ManageTenant = "manage:tenant";
    public const string ReadAudit = "read:audit";

    private static readonly string[] Viewer = [ReadTasks, ReadMoney, ReadKnowledge, ReadAudit];
    private static readonly string[] Member =
    [
        .. Viewer,
        WriteTasks,
        WriteMoney,
        ProcessReceipts,
        AiInsights,
        WriteKnowledge,
        RunAgents,
        ApproveActions,
    ];
    private static readonly string[] Admin = [.. Member, ManageBudget, ManageTenant];

    private static readonly FrozenDictionary<Role, ScopeSet> ByRole = new Dictionary<Role, ScopeSet>
    {
        [Role.Viewer] = ScopeSet.Of(Viewer),
        [Role.Member] = ScopeSet.Of(Member),
        [Role.Admin] = ScopeSet.Of(Admin),
        [Role.Owner] = ScopeSet.Of(Admin),
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> All => Admin;

    public static ScopeSet Of(Role role) => ByRole[role];
}

/// <summary>A set of scopes in one word, so that rights are intersected, never united.</summary>
public readonly record struct ScopeSet(uint Bits)
{
    public static readonly ScopeSet None;
    public static readonly ScopeSet All = new(uint.MaxValue);

    public IEnumerable<string> Names => Scopes.All.Where(Contains);

    /// <summary>Unknown names grant nothing. <c>read:*</c> and <c>write:*</c> are spelled out.</summary>
    public static ScopeSet Of(params IEnumerable<string> names) =>
        new(names.Aggregate(0u, (bits, name) => bits | Bit(name)));

    public bool Contains(string scope) => Bit(scope) is var bit && bit != 0 && (Bits & bit) == bit;

    public bool Covers(ScopeSet other) => (other.Bits & ~Bits) == 0;

    public ScopeSet Intersect(ScopeSet other) => new(Bits & other.Bits);

    public override string ToString() => string.Join(' ', Names);

    private static uint Bit(string name) =>
        name switch
        {
            Scopes.ReadTasks => 1,
            Scopes.WriteTasks => 1 << 1,
            Scopes.ReadMoney => 1 << 2,
            Scopes.WriteMoney => 1 << 3,
            Scopes.ManageBudget => 1 << 4,
            Scopes.ProcessReceipts => 1 << 5,
            Scopes.AiInsights => 1 << 6,
            Scopes.ReadKnowledge => 1 << 7,
            Scopes.WriteKnowledge => 1 << 8,
            Scopes.RunAgents => 1 << 9,
            Scopes.ApproveActions => 1 << 10,
            Scopes.ManageTenant => 1 << 11,
            Scopes.ReadAudit => 1 << 12,
            "read:*" => 1 | (1 << 2) | (1 << 7),
            "write:*" => (1 << 1) | (1 << 3) | (1 << 8),
            _ => 0,
        };
}
