namespace Steward.Assistant;

/// <summary>The runs as people ask for them, in their own call's transaction.</summary>
internal sealed class Runs(Porch porch)
{
    public Task Add(Run run, CancellationToken ct) =>
        porch.Call(
            "assistant.add_run",
            ct,
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
            run.CreatedAt.UtcDateTime
        );

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

    public async Task<List<StepView>> Steps(TenantId tenant, Guid run, int after, int limit, CancellationToken ct) =>
        [.. (await porch.Call("assistant.list_steps", ct, tenant, run, after, limit)).Select(StepView.Of)];

    public Task Cancel(OperationContext context, Guid id, CancellationToken ct) =>
        porch.Call("assistant.cancel_run", ct, context.Tenant, context.User, id);

    public Task Delete(TenantId tenant, Guid conversation, CancellationToken ct) =>
        porch.Call("assistant.delete_runs", ct, tenant, conversation);
}
