namespace Steward.Assistant;

/// <summary>How much the agents of a tenant may take. A tenant without a row has the usual limits.</summary>
internal sealed class RunLimits : TenantEntity
{
    public int StepsPerRun { get; set; } = 30;
    public int MinutesPerRun { get; set; } = 15;
    public long TokensPerRun { get; set; } = 1_000_000;
    public int RunsAtOnce { get; set; } = 20;

    /// <summary>Null: any number.</summary>
    public long? TokensPerDay { get; set; }

    /// <summary>In millionths of a US dollar; null: any.</summary>
    public long? CostPerDay { get; set; }

    /// <summary>One row for each tenant, whoever makes it: its id is the tenant's.</summary>
    public static RunLimits Usual(TenantId tenant) => new() { Id = tenant.Value };

    private sealed class Mapping : IEntityTypeConfiguration<RunLimits>
    {
        public void Configure(EntityTypeBuilder<RunLimits> builder) => builder.ToTable("run_limits", "assistant");
    }
}

internal sealed class RunLimitsAccess : AccessRule<RunLimits>
{
    public override string? ReadScope => null;

    public override bool May(Caller caller, Access access, RunLimits row) =>
        access is Access.Read || caller.Scopes.Contains(Scopes.ManageTenant);
}

public sealed record RunLimitsView(
    [property: Description("How often a run may ask a model.")] int StepsPerRun,
    [property: Description("How long a run may work, waiting for people not counted.")] int MinutesPerRun,
    [property: Description("Read and written, all models together.")] long TokensPerRun,
    [property: Description("How many runs work at the same time; others wait.")] int RunsAtOnce,
    [property: Description("When they are used up, no run begins before the next day (UTC). Null: any number.")]
        long? TokensPerDay,
    [property: Description("The same in millionths of a US dollar, as the models' prices are configured. Null: any.")]
        long? CostPerDay
)
{
    internal static RunLimitsView Of(RunLimits limits) =>
        new(
            limits.StepsPerRun,
            limits.MinutesPerRun,
            limits.TokensPerRun,
            limits.RunsAtOnce,
            limits.TokensPerDay,
            limits.CostPerDay
        );
}

public sealed record RunLimitsUpdated : Event;
