namespace Steward.Tasks;

public sealed record RelationView(Guid Id, Guid TaskId, RelationKind Kind, Guid OtherId, long Version)
{
    internal static RelationView Of(Relation relation) =>
        new(relation.Id, relation.TaskId, relation.Kind, relation.OtherId, relation.Version);
}
