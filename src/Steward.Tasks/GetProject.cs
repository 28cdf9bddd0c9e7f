namespace Steward.Tasks;

[Operation("get_project", Scopes.ReadTasks, Route = "GET /projects/{project_id}")]
[Description("Shows one project, also when it is in the trash.")]
public sealed record GetProject([property: Resource("project")] Guid ProjectId) : IQuery<ProjectView>
{
    internal sealed class Handler(ProjectRepository projects) : IHandler<GetProject, ProjectView>
    {
        public async Task<ProjectView> Handle(GetProject query, OperationContext context, CancellationToken ct) =>
            ProjectView.Of(await projects.Get(context.Tenant, query.ProjectId, ct));
    }
}
