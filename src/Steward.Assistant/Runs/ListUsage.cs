namespace Steward.Assistant;

[Operation("list_usage", Scopes.ReadAudit, Route = "GET /usage")]
[Description(
    "Lists what the agents of this tenant have taken of models, by day (UTC), agent and model, the newest first."
)]
public sealed record ListUsage(
    [property: Description("The first day. Absent: 30 days ago.")] DateOnly? From = null,
    [property: Description("The last day. Absent: today.")] DateOnly? Until = null
) : IQuery<UsageView>
{
    private const int Usual = 30;
    private const int MostDays = 400;

    internal sealed class Handler(Porch porch) : IHandler<ListUsage, UsageView>
    {
        public async Task<UsageView> Handle(ListUsage query, OperationContext context, CancellationToken ct)
        {
            var until = query.Until ?? DateOnly.FromDateTime(context.Now.UtcDateTime);
            var from = query.From ?? DateOnly.FromDayNumber(Math.Max(0, until.DayNumber - Usual));
            if (until.DayNumber - from.DayNumber > MostDays)
                throw RefusalException.Invalid("/from", "too_many_days", $"Ask for {MostDays} days at most.");
            var rows = await porch.Call("assistant.list_usage", ct, context.Tenant, from, until);
            return new([
                .. rows.Select(row => new UsageLine(
                    row[1] is DateOnly day ? day : DateOnly.FromDateTime((DateTime)row[1]!),
                    (string)row[2]!,
                    (string)row[3]!,
                    (long)row[4]!,
                    (long)row[5]!,
                    (long)row[6]!,
                    (long)row[7]!
                )),
            ]);
        }
    }
}

public sealed record UsageView(IReadOnlyList<UsageLine> Items);

public sealed record UsageLine(
    DateOnly Day,
    string Agent,
    string Model,
    [property: Description("How many answers of a model.")] long Turns,
    long InputTokens,
    long OutputTokens,
    [property: Description("In millionths of a US dollar, as the models' prices are configured.")] long Cost
);
