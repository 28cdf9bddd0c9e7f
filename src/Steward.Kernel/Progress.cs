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

[Operation("get_progress", null, Route = "GET /progress/{id}")]
[Description(
    "Tells how far a long command of your own is, by the id that you gave it. When done is total, it is about to be committed: its "
        + "own answer tells that it was."
)]
public sealed record GetProgress([property: Description("The id that the command was given.")] Guid Id)
    : IQuery<ProgressView>
{
    internal sealed class Handler(Database database) : IHandler<GetProgress, ProgressView>
    {
        public async Task<ProgressView> Handle(GetProgress query, OperationContext context, CancellationToken ct)
        {
            var rows = await database.Read(
                "SELECT done, total, at FROM kernel.progress WHERE tenant_id = $1 AND user_id = $2 AND id = $3",
                ct,
                context.Tenant,
                context.User,
                query.Id
            );
            return rows is [[int done, int total, DateTime at]]
                ? new(query.Id, done, total, at)
                : throw RefusalException.NotFound("progress");
        }
    }
}

/// <param name="At">When it was reported last.</param>
public sealed record ProgressView(Guid Id, int Done, int Total, DateTimeOffset At);
