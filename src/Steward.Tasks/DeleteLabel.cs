namespace Steward.Tasks;

[Operation("delete_label", Scopes.WriteTasks, Route = "DELETE /labels/{label_id}")]
[Description("Takes a label away, from all tasks that have it. undo_change brings it back, on the same tasks.")]
public sealed record DeleteLabel([property: Resource("label", Access.Delete)] Guid LabelId) : ICommand<Nothing>
{
    internal sealed class Handler(Repository<Label> labels) : IHandler<DeleteLabel, Nothing>
    {
        public async Task<Nothing> Handle(DeleteLabel command, OperationContext context, CancellationToken ct)
        {
            // The tasks keep its id, which names nothing then: a label on 100,000 tasks goes, and comes back, in one row.
            labels.Remove(context.Tenant, await labels.Get(context.Tenant, command.LabelId, ct));
            context.Raise(new LabelDeleted(command.LabelId));
            return Nothing.Value;
        }
    }
}
