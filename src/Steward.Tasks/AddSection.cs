namespace Steward.Tasks;

[Operation("add_section", Scopes.WriteTasks, Route = "POST /projects/{project_id}/sections")]
[Description("Adds a section to a project, as a column of a board, behind the others.")]
public sealed record AddSection(
    [property: Resource("project", Access.Write)] Guid ProjectId,
    [property: Required, MaxLength(200), Description("What it is called.")] string Name,
    [property: Uuid7, Description("An id made by the client, a UUID version 7, so that a repeated call adds nothing.")]
        Guid? Id = null
) : ICommand<SectionView>
{
    internal sealed class Handler(Repository<Project> projects, Repository<Section> sections)
        : IHandler<AddSection, SectionView>
    {
        public async Task<SectionView> Handle(AddSection command, OperationContext context, CancellationToken ct)
        {
            (await projects.Get(context.Tenant, command.ProjectId, ct)).CheckOpen();
            var id = command.Id ?? context.NewId();
            var section = new Section
            {
                Id = id,
                ProjectId = command.ProjectId,
                Name = command.Name,
                Position = id,
            };
            sections.Add(context.Tenant, section);
            context.Raise(new SectionAdded(section.Id));
            return SectionView.Of(section);
        }
    }
}
