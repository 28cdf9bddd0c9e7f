namespace Steward.Tasks;

[Operation("unarchive_project", Scopes.WriteTasks, Route = "DELETE /projects/{project_id}/archive")]
[Description("Takes an archived project back among the others. One that is not archived stays as it is.")]
public sealed record UnarchiveProject([property: Resource("project", Access.Write)] Guid ProjectId)
    : ICommand<ProjectView>
{
    internal sealed class Handler(ProjectRepository projects) : IHandler<UnarchiveProject, ProjectView>
    {
        public async Task<ProjectView> Handle(UnarchiveProject command, OperationContext context, CancellationToken ct)
        {
            var project = await projects.Get(context.Tenant, command.ProjectId, ct);
            context.Raise(project.Unarchive());
            return ProjectView.Of(project);
        }
    }
}
