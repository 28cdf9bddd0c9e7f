namespace Steward.Kernel;

/// <summary>
/// How far a long command is, so that another request can ask (get_progress) while it runs. What it reports stands at once,
/// whatever becomes of the command.
/// </summary>
public sealed class Progress
{
    private readonly SideConnection side;

    internal Progress(SideConnection side) => this.side = side;

    /// <param name="context">Whose call it is. A preview reports nothing.</param>
    /// <param name="id">By which the caller asks; null: nobody does.</param>
    /// <param name="done">How many are done.</param>
    /// <param name="total">Of how many.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task Report(OperationContext context, Guid? id, int done, int total, CancellationToken ct)
    {
        if (id is { } known && !context.IsPreview)
            await side.Ask(
                context.Tenant,
                "INSERT INTO kernel.progress (tenant_id, user_id, id, done, total, at) VALUES ($1, $2, $3, $4, $5, now()) "
                    + "ON CONFLICT (tenant_id, user_id, id) DO UPDATE SET done = $4, total = $5, at = now()",
                ct,
                context.Tenant.Value,
                context.User.Value,
                known,
                done,
                total
            );
    }
}
