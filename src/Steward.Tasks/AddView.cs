namespace Steward.Tasks;

[Operation("add_view", Scopes.WriteTasks, Route = "POST /views")]
[Description(
    "Keeps a filter for list_tasks under a name, for you or for everybody. In a shared view me is whoever looks."
)]
public sealed record AddView(
    [property: Required, MaxLength(100), Description("What it is called.")] string Name,
    [property: Required, MaxLength(QueryLimits.Length), Description("As list_tasks takes it: assignee:me and overdue.")]
        string Filter,
    [property: Description("Whether everybody in the tenant may use it.")] bool Shared = false,
    [property: Uuid7, Description("An id made by the client, a UUID version 7, so that a repeated call adds nothing.")]
        Guid? Id = null
) : ICommand<ViewView>
{
    internal sealed class Handler(Repository<View> views, TaskFilters filters) : IHandler<AddView, ViewView>
    {
        public async Task<ViewView> Handle(AddView command, OperationContext context, CancellationToken ct)
        {
            await filters.Compile(context.Tenant, command.Filter, "/filter", context, ct);
            var view = new View
            {
                Id = command.Id ?? context.NewId(),
                Name = command.Name,
                Filter = command.Filter,
                CreatedBy = context.User,
            };
            view.Share(command.Shared);
            views.Add(context.Tenant, view);
            context.Raise(new ViewAdded(view.Id));
            return ViewView.Of(view);
        }
    }
}
