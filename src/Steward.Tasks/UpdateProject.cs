namespace Steward.Tasks;

[Operation("update_project", Scopes.WriteTasks, Route = "PATCH /projects/{project_id}")]
[Description(
    "Changes fields of a project; what is not given stays as it is, null clears it. A new key renames its tasks' keys."
)]
public sealed record UpdateProject(
    [property: Resource("project", Access.Write)] Guid ProjectId,
    [property: MaxLength(200), Description("What it is called.")] Optional<string> Name = default,
    [property:
        RegularExpression(ProjectKey.Pattern),
        Length(1, 10),
        Description("Begins the keys of its tasks: HOME in HOME-12.")
    ]
        Optional<string> Key = default,
    [property: MaxLength(20_000), Description("What it is about, in Markdown.")]
        Optional<string?> Description = default,
    [property: Color, MaxLength(7), Description("As #1f6feb.")] Optional<string?> Color = default
) : ICommand<ProjectView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Name is { IsSet: true, Value: var name } && string.IsNullOrWhiteSpace(name))
            yield return new("A project needs a name.", [nameof(Name)]);
        if (Key is { IsSet: true, Value: null or "" })
            yield return new("A project needs a key.", [nameof(Key)]);
    }

    internal sealed class Handler(ProjectRepository projects) : IHandler<UpdateProject, ProjectView>
    {
        public async Task<ProjectView> Handle(UpdateProject command, OperationContext context, CancellationToken ct)
        {
            var project = await projects.Get(context.Tenant, command.ProjectId, ct);
            project.CheckStanding();
            var before = (project.Name, project.Key, project.Description, project.Color);
            project.Name = command.Name.Or(project.Name)!;
            project.Key = command.Key.Or(project.Key)!;
            project.Description = command.Description.Or(project.Description);
            project.Color = command.Color.Or(project.Color);
            if ((project.Name, project.Key, project.Description, project.Color) != before)
                context.Raise(new ProjectUpdated(project.Id));
            return ProjectView.Of(project);
        }
    }
}
