namespace Steward.Kernel;

[Operation("get_visit", null, Route = "GET /visit")]
[Description(
    "Tells up to when you have seen what others and agents did, by what update_visit was told last. list_changes with since gives what "
        + "has come after it."
)]
public sealed record GetVisit : IQuery<VisitView>
{
    internal sealed class Handler(Database database) : IHandler<GetVisit, VisitView>
    {
        public async Task<VisitView> Handle(GetVisit query, OperationContext context, CancellationToken ct)
        {
            var rows = await database.Read(
                "SELECT seen_at FROM kernel.visit WHERE tenant_id = $1 AND user_id = $2",
                ct,
                context.Tenant,
                context.User
            );
            return new(rows is [[DateTime at]] ? at : null);
        }
    }
}

public sealed record VisitView(
    [property: Description("Null: nothing was ever said to be seen.")] DateTimeOffset? SeenAt
);
