namespace Steward.Tasks;

[Operation("update_view", Scopes.WriteTasks, Route = "PATCH /views/{view_id}")]
[Description("Changes a saved view; what is not given stays as it is.")]
public sealed record UpdateView(
    [property: Resource("view", Access.Write)] Guid ViewId,
    [property: MaxLength(100), Description("What it is called.")] Optional<string> Name = default,
    [property: MaxLength(QueryLimits.Length), Description("As list_tasks takes it.")] Optional<string> Filter = default,
    [property: Description("Whether everybody in the tenant may use it.")] Optional<bool> Shared = default
) : ICommand<ViewView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Name is { IsSet: true, Value: var name } && string.IsNullOrWhiteSpace(name))
            yield return new("A view needs a name.", [nameof(Name)]);
        if (Filter is { IsSet: true, Value: var filter } && string.IsNullOrWhiteSpace(filter))
            yield return new("A view needs a filter.", [nameof(Filter)]);
    }

    internal sealed class Handler(Repository<View> views, TaskFilters filters) : IHandler<UpdateView, ViewView>
    {
        public async Task<ViewView> Handle(UpdateView command, OperationContext context, CancellationToken ct)
        {
            var view = await views.Get(context.Tenant, command.ViewId, ct);
            var before = (view.Name, view.Filter, view.IsShared);
            if (command.Filter is { IsSet: true, Value: var filter })
                await filters.Compile(context.Tenant, filter, "/filter", context, ct);
            view.Name = command.Name.Or(view.Name)!;
            view.Filter = command.Filter.Or(view.Filter)!;
            view.Share(command.Shared.Or(view.IsShared));
            if ((view.Name, view.Filter, view.IsShared) != before)
                context.Raise(new ViewUpdated(view.Id));
            return ViewView.Of(view);
        }
    }
}
