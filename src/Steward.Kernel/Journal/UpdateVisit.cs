namespace Steward.Kernel;

[Operation(
    "update_visit",
    null,
    Route = "PUT /visit",
    NeverUndone = "it is a marker in what you read, and changes nothing else."
)]
[Person]
[Description(
    "Says up to when you have seen what others and agents did. It holds on all your devices, and only goes forward."
)]
public sealed record UpdateVisit(
    [property: Description("A time that has been. Absent: now.")] DateTimeOffset? SeenAt = null
) : ICommand<VisitView>
{
    internal sealed class Handler(Database database) : IHandler<UpdateVisit, VisitView>
    {
        public async Task<VisitView> Handle(UpdateVisit command, OperationContext context, CancellationToken ct)
        {
            if (command.SeenAt > context.Now)
                throw RefusalException.Invalid("/seen_at", "in_future", "seen_at is a time that has been.");
            var rows = await database.Read(
                "INSERT INTO kernel.visit AS v (tenant_id, user_id, seen_at) VALUES ($1, $2, $3) "
                    + "ON CONFLICT (tenant_id, user_id) DO UPDATE SET seen_at = greatest(v.seen_at, excluded.seen_at) RETURNING seen_at",
                ct,
                context.Tenant,
                context.User,
                (command.SeenAt ?? context.Now).ToUniversalTime()
            );
            return new((DateTime)rows[0][0]!);
        }
    }
}
