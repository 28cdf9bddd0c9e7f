namespace Steward.Tasks;

[Operation("remove_relation", Scopes.WriteTasks, Route = "DELETE /relations/{relation_id}")]
[Description("Takes a relation between two tasks away.")]
public sealed record RemoveRelation([property: Resource("relation", Access.Delete)] Guid RelationId) : ICommand<Nothing>
{
    internal sealed class Handler(Repository<Relation> relations) : IHandler<RemoveRelation, Nothing>
    {
        public async Task<Nothing> Handle(RemoveRelation command, OperationContext context, CancellationToken ct)
        {
            relations.Remove(context.Tenant, await relations.Get(context.Tenant, command.RelationId, ct));
            context.Raise(new RelationRemoved(command.RelationId));
            return Nothing.Value;
        }
    }
}
