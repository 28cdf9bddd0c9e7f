namespace Steward.Tasks;

[Operation("delete_project", Scopes.WriteTasks, Route = "DELETE /projects/{project_id}")]
[Description(
    "Puts a project with all that stands in it into the trash, from which restore_project brings it back for 30 days."
)]
public sealed record DeleteProject([property: Resource("project", Access.Delete)] Guid ProjectId)
    : ICommand<ProjectView>
{
    internal sealed class Handler(ProjectRepository projects) : IHandler<DeleteProject, ProjectView>
    {
        public async Task<ProjectView> Handle(DeleteProject command, OperationContext context, CancellationToken ct)
        {
            var project = await projects.Get(context.Tenant, command.ProjectId, ct);
            if (project.Delete(context.Now) is { } deleted)
            {
                foreach (var below in await projects.Below(context.Tenant, project, ct))
                    below.Delete(context.Now);
                context.Raise(deleted);
                context.Enqueue(new PurgeProject(project.Id), context.Now + Project.KeptInTrash);
            }
            return ProjectView.Of(project);
        }
    }
}
