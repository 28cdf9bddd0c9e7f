namespace Steward.Tasks;

[Operation("complete_query", Scopes.ReadTasks, Route = "GET /tasks/filter/completion")]
[Description(
    "Tells what could stand at a place in a filter for list_tasks, valid or not: fields, flags, operators, values, and names that you see. "
        + "Of an empty text it tells all fields and flags, with what they mean."
)]
public sealed record CompleteQuery(
    [property: MaxLength(QueryLimits.Length), Description("What is written so far.")] string Text = "",
    [property:
        Range(0, QueryLimits.Length),
        Description("How many characters (UTF-16) stand before the caret; absent: all.")
    ]
        int? Position = null
) : IQuery<QueryCompletion>
{
    internal sealed class Handler : IHandler<CompleteQuery, QueryCompletion>
    {
        public Task<QueryCompletion> Handle(CompleteQuery query, OperationContext context, CancellationToken ct) =>
            TaskLanguage.Queries.Complete(
                query.Text,
                query.Position ?? query.Text.Length,
                (name, ct) => context.NamesBeginning(name with { Kind = TaskFilters.Entity(name.Kind) }, ct),
                ct
            );
    }
}
