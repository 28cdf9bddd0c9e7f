namespace Steward.Tasks;

[Operation("update_label", Scopes.WriteTasks, Route = "PATCH /labels/{label_id}")]
[Description("Changes a label's name or color; what is not given stays as it is, null clears the color.")]
public sealed record UpdateLabel(
    [property: Resource("label", Access.Write)] Guid LabelId,
    [property: MaxLength(100), Description("One of its own among the labels.")] Optional<string> Name = default,
    [property: Color, MaxLength(7), Description("As #1f6feb.")] Optional<string?> Color = default
) : ICommand<LabelView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Name is { IsSet: true, Value: var name } && string.IsNullOrWhiteSpace(name))
            yield return new("A label needs a name.", [nameof(Name)]);
    }

    internal sealed class Handler(Repository<Label> labels) : IHandler<UpdateLabel, LabelView>
    {
        public async Task<LabelView> Handle(UpdateLabel command, OperationContext context, CancellationToken ct)
        {
            var label = await labels.Get(context.Tenant, command.LabelId, ct);
            var before = (label.Name, label.Color);
            label.Name = command.Name.Or(label.Name)!;
            label.Color = command.Color.Or(label.Color);
            if ((label.Name, label.Color) != before)
                context.Raise(new LabelUpdated(label.Id));
            return LabelView.Of(label);
        }
    }
}
