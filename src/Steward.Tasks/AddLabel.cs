namespace Steward.Tasks;

[Operation("add_label", Scopes.WriteTasks, Route = "POST /labels")]
[Description("Adds a label, by which tasks of any project are found together. Everybody in the tenant sees it.")]
public sealed record AddLabel(
    [property: Required, MaxLength(100), Description("One of its own among the labels.")] string Name,
    [property: Color, MaxLength(7), Description("As #1f6feb.")] string? Color = null,
    [property: Uuid7, Description("An id made by the client, a UUID version 7, so that a repeated call adds nothing.")]
        Guid? Id = null
) : ICommand<LabelView>
{
    internal sealed class Handler(Repository<Label> labels) : IHandler<AddLabel, LabelView>
    {
        public Task<LabelView> Handle(AddLabel command, OperationContext context, CancellationToken ct)
        {
            var label = new Label
            {
                Id = command.Id ?? context.NewId(),
                Name = command.Name,
                Color = command.Color,
            };
            labels.Add(context.Tenant, label);
            context.Raise(new LabelAdded(label.Id));
            return Task.FromResult(LabelView.Of(label));
        }
    }
}
