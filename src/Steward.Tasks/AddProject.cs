namespace Steward.Tasks;

[Operation("add_project", Scopes.WriteTasks, Route = "POST /projects", Everyday = 11)]
[Description("Adds a project, which holds tasks. With member_ids it is private to them and to you; else all see it.")]
public sealed record AddProject(
    [property: Required, MaxLength(200), Description("What it is called.")] string Name,
    [property:
        RegularExpression(ProjectKey.Pattern),
        Length(1, 10),
        Description("Begins the keys of its tasks: HOME in HOME-12. Absent: made of the name.")
    ]
        string? Key = null,
    [property: MaxLength(20_000), Description("What it is about, in Markdown.")] string? Description = null,
    [property: Color, MaxLength(7), Description("As #1f6feb.")] string? Color = null,
    [property: Resource("project", Access.Write), Description("The project that it stands in, and is shared with.")]
        Guid? ParentId = null,
    [property: Resource("membership"), MaxLength(200), Description("Who sees it, beside you. Absent: everybody.")]
        IReadOnlyList<UserId>? MemberIds = null,
    [property: Uuid7, Description("An id made by the client, a UUID version 7, so that a repeated call adds nothing.")]
        Guid? Id = null
) : ICommand<ProjectView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ParentId is not null && MemberIds is not null)
            yield return new(
                "A project within another is shared as that one is: leave member_ids out.",
                [nameof(MemberIds)]
            );
    }

    internal sealed class Handler(ProjectRepository projects) : IHandler<AddProject, ProjectView>
    {
        public async Task<ProjectView> Handle(AddProject command, OperationContext context, CancellationToken ct)
        {
            var parent = command.ParentId is { } above ? await projects.Get(context.Tenant, above, ct) : null;
            parent?.CheckOpen();
            if (await projects.Depth(context.Tenant, parent?.Id, ct) >= Trees.Deepest)
                throw RefusalException.Conflict(
                    "too_deep",
                    $"Projects stand at most {Trees.Deepest} deep. Put it into one further up."
                );

            var id = command.Id ?? context.NewId();
            var project = new Project
            {
                Id = id,
                Name = command.Name,
                Key = command.Key ?? await FreeKey(context.Tenant, command.Name, ct),
                Description = command.Description,
                Color = command.Color,
                ParentId = parent?.Id,
                Position = id,
                MemberIds = parent is null ? ShareProject.With(command.MemberIds, context.User) : parent.MemberIds,
                CreatedBy = context.User,
            };
            projects.Add(context.Tenant, project);
            context.Raise(new ProjectAdded(project.Id));
            return ProjectView.Of(project);
        }

        private async Task<string> FreeKey(TenantId tenant, string name, CancellationToken ct)
        {
            var beginning = ProjectKey.Beginning(name);
            return ProjectKey.Free(beginning, await projects.Keys(tenant, beginning, ct));
        }
    }
}
