namespace Steward.Tasks;

[Operation("update_section", Scopes.WriteTasks, Route = "PATCH /sections/{section_id}")]
[Description("Renames a section, or puts it before or after another one of its project.")]
public sealed record UpdateSection(
    [property: Resource("section", Access.Write)] Guid SectionId,
    [property: MinLength(1), MaxLength(200), Description("What it is called; absent: as before.")] string? Name = null,
    [property: Resource("section"), Description("The section that it is to stand before.")] Guid? BeforeId = null,
    [property: Resource("section"), Description("The section that it is to stand after.")] Guid? AfterId = null
) : ICommand<SectionView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Name is not null && string.IsNullOrWhiteSpace(Name))
            yield return new("A section needs a name.", [nameof(Name)]);
        if (BeforeId is not null && AfterId is not null)
            yield return new("Give before_id or after_id, not both.", [nameof(AfterId)]);
    }

    internal sealed class Handler(SectionRepository sections) : IHandler<UpdateSection, SectionView>
    {
        public async Task<SectionView> Handle(UpdateSection command, OperationContext context, CancellationToken ct)
        {
            var section = await sections.Get(context.Tenant, command.SectionId, ct);
            var before = (section.Name, section.Position);
            section.Name = command.Name ?? section.Name;
            if (command.BeforeId is not null || command.AfterId is not null)
                section.Position = await sections.PlaceFor(
                    context.Tenant,
                    section,
                    command.BeforeId,
                    command.AfterId,
                    ct
                );
            if ((section.Name, section.Position) != before)
                context.Raise(new SectionUpdated(section.Id));
            return SectionView.Of(section);
        }
    }
}
