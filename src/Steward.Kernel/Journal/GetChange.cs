namespace Steward.Kernel;

[Operation("get_change", Scopes.ReadAudit, Route = "GET /changes/{change_id}")]
[Description("Shows one change with the rows it touched, before and after. Use it before undoing something.")]
public sealed record GetChange(Guid ChangeId) : IQuery<ChangeDetails>
{
    internal sealed class Handler(Database database) : IHandler<GetChange, ChangeDetails>
    {
        public async Task<ChangeDetails> Handle(GetChange query, OperationContext context, CancellationToken ct)
        {
            var change = await new Changes(database).Find(context.Tenant, query.ChangeId, ct);
            if (change is null || await new ChangeAccess(database).Visible([change], context.Caller, ct) is [])
                throw RefusalException.NotFound("change");
            return new(ChangeView.Of(change), [.. change.Rows.OrderBy(row => row.Number).Select(row => row.View())]);
        }
    }
}
