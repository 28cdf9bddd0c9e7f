namespace Steward.Kernel;

[Operation("undo_change", Scopes.ReadAudit, Route = "POST /changes/{change_id}/undo", Everyday = 11)]
[Description(
    "Takes one change back: every row becomes what it was before. Refused, with the names of what stands in the way, if a row was "
        + "changed since. An undo is itself a change and can be undone."
)]
public sealed record UndoChange(Guid ChangeId) : ICommand<UndoResult>
{
    internal sealed class Handler(Database database, Catalogue catalogue) : IHandler<UndoChange, UndoResult>
    {
        public async Task<UndoResult> Handle(UndoChange command, OperationContext context, CancellationToken ct)
        {
            var change = await new Changes(database).Find(context.Tenant, command.ChangeId, ct);
            if (
                change is null
                || await new ChangeAccess(database).Visible([change], context.Caller, ct, leavesOut: true) is []
            )
                throw RefusalException.NotFound("change");
            return await new Undo(database, catalogue).Take([change], context, ct);
        }
    }
}

/// <summary>What was taken back, and how many rows that touched.</summary>
public sealed record UndoResult(IReadOnlyList<Guid> ChangeIds, int Rows);

public sealed record ChangesUndone(IReadOnlyList<Guid> ChangeIds) : Event;
