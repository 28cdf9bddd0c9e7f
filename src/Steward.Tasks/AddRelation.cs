namespace Steward.Tasks;

[Operation("add_relation", Scopes.WriteTasks, Route = "POST /tasks/{task_id}/relations")]
[Description(
    "Says what a task is to another: it blocks it, relates to it, duplicates it or follows it. A circle of blocks or follows is refused."
)]
public sealed record AddRelation(
    [property: Resource("task", Access.Write)] Guid TaskId,
    [property: Description("Read it as a sentence: task_id blocks other_id.")] RelationKind Kind,
    [property: Resource("task", Access.Write), Description("The other task.")] Guid OtherId
) : ICommand<RelationView>
{
    internal sealed class Handler(RelationRepository relations, TaskRepository tasks, Porch porch)
        : IHandler<AddRelation, RelationView>
    {
        public async Task<RelationView> Handle(AddRelation command, OperationContext context, CancellationToken ct)
        {
            var (tenant, kind) = (context.Tenant, command.Kind);
            await tasks.GetStanding(tenant, command.TaskId, ct);
            await tasks.GetStanding(tenant, command.OtherId, ct);
            if (command.TaskId == command.OtherId)
                throw RefusalException.Conflict("same_task", "A task is nothing to itself. Name another one.");
            if (kind is RelationKind.Blocks or RelationKind.Follows)
            {
                await porch.TakeTurn(ct);
                if (await relations.Leads(tenant, kind, command.OtherId, command.TaskId, ct))
                    throw RefusalException.Conflict(
                        "cycle",
                        $"The other task {Verb(kind)} this one already, itself or by others. Take that relation away first."
                    );
            }

            var relation = new Relation
            {
                Id = context.NewId(),
                TaskId = command.TaskId,
                Kind = kind,
                OtherId = command.OtherId,
            };
            relations.Add(tenant, relation);
            context.Raise(new RelationAdded(relation.Id, relation.TaskId, kind, relation.OtherId));
            return RelationView.Of(relation);
        }

        private static string Verb(RelationKind kind) => kind is RelationKind.Blocks ? "blocks" : "follows";
    }
}
