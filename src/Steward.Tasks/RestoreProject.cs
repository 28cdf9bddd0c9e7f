namespace Steward.Tasks;

[Operation("restore_project", Scopes.WriteTasks, Route = "POST /projects/{project_id}/restoration")]
[Description("Brings a project back from the trash, with all that went there with it.")]
public sealed record RestoreProject([property: Resource("project", Access.Write, InTrash = true)] Guid ProjectId)
    : ICommand<ProjectView>
{
    internal sealed class Handler(ProjectRepository projects) : IHandler<RestoreProject, ProjectView>
    {
        public async Task<ProjectView> Handle(RestoreProject command, OperationContext context, CancellationToken ct)
        {
            var project = await projects.Get(context.Tenant, command.ProjectId, ct);
            if (project.ParentId is { } parent)
                (await projects.Get(context.Tenant, parent, ct)).CheckStanding();
            var at = project.DeletedAt;
            if (project.Restore() is { } restored)
            {
                foreach (var below in await projects.Below(context.Tenant, project, ct))
                    if (below.DeletedAt == at)
                        below.Restore();
                context.Raise(restored);
            }
            return ProjectView.Of(project);
        }
    }
}
