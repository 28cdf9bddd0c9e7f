namespace Steward.Assistant;

/// <summary>The runs as people ask for them, in their own call's transaction.</summary>
internal sealed class Runs(Porch porch, RunWorker worker)
{
    /// <summary>Stores it with the commit of the call; then this node works on it at once, if it can, else whichever looks next.</summary>
    public void Begin(OperationContext context, Run run)
    {
        var (node, looks) = (worker.Room(run.Tenant), worker.Looks);
        var (isHere, earlier) = (false, (IReadOnlyList<Run>)[]);
        context.WithCommit(
            "assistant.add_run",
            rows => isHere = rows is [[true]],
            run.Tenant,
            run.Id,
            run.ConversationId,
            run.User,
            run.Agent,
            run.Said,
            run.Selection.ToArray(),
            run.Caller.ToString(),
            run.ParentId,
            run.RootId,
            run.Depth,
            run.IsTainted,
            run.Named.ToArray(),
            run.CreatedAt.UtcDateTime,
            node,
            RunLedger.Lease
        );
        if (node is null)
        {
            context.Wake();
            return;
        }
        context.WithCommit(
            "assistant.earlier_runs",
            rows => earlier = isHere ? [.. rows.Select(Run.Of)] : [],
            run.Tenant,
            run.ConversationId,
            run.Id,
            RunStart.MostEarlier
        );
        context.WithCommit(
            "assistant.setup_of",
            rows =>
            {
                if (isHere)
                    worker.Begin(new(run, [], earlier, (string)rows[0][0]!));
                // Who has looked meanwhile saw nothing of this tenant's.
                if (!isHere || worker.Looks != looks)
                    worker.Look();
            },
            run.Tenant
        );
    }

    /// <summary>The user's own run, or the refusal <c>not_found</c>.</summary>
    public async Task<Run> Get(OperationContext context, Guid id, CancellationToken ct) =>
        await porch.Call("assistant.get_run", ct, context.Tenant, context.User, id) is [var row]
            ? Run.Of(row)
            : throw RefusalException.NotFound("run");

    /// <summary>Those of a conversation, the newest first.</summary>
    public async Task<List<Run>> List(
        TenantId tenant,
        Guid conversation,
        Guid? before,
        int limit,
        CancellationToken ct
    ) => [.. (await porch.Call("assistant.list_runs", ct, tenant, conversation, before, limit)).Select(Run.Of)];

    /// <summary>Those of the user's own run, or the refusal <c>not_found</c>. What it says has ended has all its steps.</summary>
    public async Task<StepsView> Steps(OperationContext context, Guid run, int after, int limit, CancellationToken ct)
    {
        var rows = await porch.Call("assistant.list_steps", ct, context.Tenant, context.User, run, after, limit);
        if (rows is [])
            throw RefusalException.NotFound("run");
        return new(
            Enum.Parse<RunState>((string)rows[0][0]!),
            [.. rows.Where(row => row[1] is not null).Select(row => StepView.Of(row[1..]))]
        );
    }

    public Task Cancel(OperationContext context, Guid id, CancellationToken ct) =>
        porch.Call("assistant.cancel_run", ct, context.Tenant, context.User, id);

    public Task Delete(TenantId tenant, Guid conversation, CancellationToken ct) =>
        porch.Call("assistant.delete_runs", ct, tenant, conversation);
}
