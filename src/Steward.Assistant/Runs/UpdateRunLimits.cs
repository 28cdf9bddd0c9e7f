namespace Steward.Assistant;

[Operation("update_run_limits", Scopes.ManageTenant, Route = "PATCH /run_limits")]
[Person]
[Description(
    "Sets how much the agents of this tenant may take. A run that reaches a limit ends and says so; what is used up for the day stops new runs."
)]
public sealed record UpdateRunLimits(
    [property: Range(1, 200), Description("How often a run may ask a model. Usually 30.")] int? StepsPerRun = null,
    [property: Range(1, 1440), Description("How long a run may work. Usually 15.")] int? MinutesPerRun = null,
    [property: Range(1, 1_000_000_000L), Description("Tokens of one run. Usually 1,000,000.")]
        long? TokensPerRun = null,
    [property: Range(1, 1000), Description("How many work at the same time. Usually 20.")] int? RunsAtOnce = null,
    [property: Description("Tokens of a day, all runs together; null: any number.")]
        Optional<long?> TokensPerDay = default,
    [property: Description("The cost of a day, in millionths of a US dollar; null: any.")]
        Optional<long?> CostPerDay = default
) : ICommand<RunLimitsView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TokensPerDay is { IsSet: true, Value: < 0 })
            yield return new("tokens_per_day is not negative.", [nameof(TokensPerDay)]);
        if (CostPerDay is { IsSet: true, Value: < 0 })
            yield return new("cost_per_day is not negative.", [nameof(CostPerDay)]);
    }

    internal sealed class Handler(Repository<RunLimits> limits) : IHandler<UpdateRunLimits, RunLimitsView>
    {
        public async Task<RunLimitsView> Handle(UpdateRunLimits command, OperationContext context, CancellationToken ct)
        {
            var row = await limits.Find(context.Tenant, context.Tenant.Value, ct);
            if (row is null)
            {
                row = RunLimits.Usual(context.Tenant);
                Set(row, command);
                limits.Add(context.Tenant, row);
            }
            else
                Set(row, command);
            context.Raise(new RunLimitsUpdated());
            return RunLimitsView.Of(row);
        }

        private static void Set(RunLimits row, UpdateRunLimits command)
        {
            row.StepsPerRun = command.StepsPerRun ?? row.StepsPerRun;
            row.MinutesPerRun = command.MinutesPerRun ?? row.MinutesPerRun;
            row.TokensPerRun = command.TokensPerRun ?? row.TokensPerRun;
            row.RunsAtOnce = command.RunsAtOnce ?? row.RunsAtOnce;
            row.TokensPerDay = command.TokensPerDay.Or(row.TokensPerDay);
            row.CostPerDay = command.CostPerDay.Or(row.CostPerDay);
        }
    }
}
