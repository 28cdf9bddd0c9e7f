namespace Steward.Tasks;

[Operation("move_project", Scopes.WriteTasks, Route = "POST /projects/{project_id}/move")]
[Description(
    "Puts a project before or after another, or to the end, within the given parent. Absent, the parent stays; null is none."
)]
public sealed record MoveProject(
    [property: Resource("project", Access.Write)] Guid ProjectId,
    [property: Resource("project", Access.Write), Description("The project that it is to stand in; null: the top.")]
        Optional<Guid?> ParentId = default,
    [property: Resource("project"), Description("The one that it is to stand before.")] Guid? BeforeId = null,
    [property: Resource("project"), Description("The one that it is to stand after.")] Guid? AfterId = null
) : ICommand<ProjectView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BeforeId is not null && AfterId is not null)
            yield return new("Give before_id or after_id, not both.", [nameof(AfterId)]);
    }

    internal sealed class Handler(ProjectRepository projects, Porch porch) : IHandler<MoveProject, ProjectView>
    {
        public async Task<ProjectView> Handle(MoveProject command, OperationContext context, CancellationToken ct)
        {
            var project = await projects.Get(context.Tenant, command.ProjectId, ct);
            project.CheckStanding();
            var parent = command.ParentId.IsSet ? command.ParentId.Value : project.ParentId;
            if (parent != project.ParentId)
                await CheckParent(project, parent, context, ct);
            else if (command is { BeforeId: null, AfterId: null })
                return ProjectView.Of(project);

            var (before, after) = (command.BeforeId, command.AfterId);
            var position = await projects.PlaceFor(context.Tenant, context.Caller, project, parent, before, after, ct);
            var isMoved = (parent, position) != (project.ParentId, project.Position);
            (project.ParentId, project.Position) = (parent, position);
            context.Raise(isMoved ? new ProjectMoved(project.Id) : null);
            return ProjectView.Of(project);
        }

        private async Task CheckParent(Project project, Guid? parent, OperationContext context, CancellationToken ct)
        {
            await porch.TakeTurn(ct);
            var below = await projects.Below(context.Tenant, project, ct);
            if (parent == project.Id || below.Any(one => one.Id == parent))
                throw RefusalException.Conflict(
                    "cycle",
                    "A project cannot stand in itself or in one that stands in it."
                );
            if (parent is not { } id)
                return;
            var holder = await projects.Get(context.Tenant, id, ct);
            holder.CheckOpen();
            if (
                !(holder.MemberIds ?? []).SequenceEqual(project.MemberIds ?? [])
                || holder.IsPrivate != project.IsPrivate
            )
                throw RefusalException.Conflict(
                    "shared_otherwise",
                    "Others see the one than the other. Share them with the same members first, with share_project."
                );
            if (await projects.Depth(context.Tenant, id, ct) + below.Height(project.Id) >= Trees.Deepest)
                throw RefusalException.Conflict("too_deep", $"Projects stand at most {Trees.Deepest} deep.");
        }
    }
}
