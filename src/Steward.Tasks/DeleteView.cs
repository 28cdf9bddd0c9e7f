namespace Steward.Tasks;

[Operation("delete_view", Scopes.WriteTasks, Route = "DELETE /views/{view_id}")]
[Description("Takes a saved view away; the tasks that it shows stay. undo_change brings it back.")]
public sealed record DeleteView([property: Resource("view", Access.Delete)] Guid ViewId) : ICommand<Nothing>
{
    internal sealed class Handler(Repository<View> views) : IHandler<DeleteView, Nothing>
    {
        public async Task<Nothing> Handle(DeleteView command, OperationContext context, CancellationToken ct)
        {
            views.Remove(context.Tenant, await views.Get(context.Tenant, command.ViewId, ct));
            context.Raise(new ViewDeleted(command.ViewId));
            return Nothing.Value;
        }
    }
}
