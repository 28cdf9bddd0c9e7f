namespace Steward.Kernel;

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
