namespace Steward.Tasks;

[Operation("archive_project", Scopes.WriteTasks, Route = "POST /projects/{project_id}/archive")]
[Description("Archives a project: it and its tasks are kept, but no longer listed. unarchive_project takes it back.")]
public sealed record ArchiveProject([property: Resource("project", Access.Write)] Guid ProjectId)
    : ICommand<ProjectView>
{
    internal sealed class Handler(ProjectRepository projects) : IHandler<ArchiveProject, ProjectView>
    {
        public async Task<ProjectView> Handle(ArchiveProject command, OperationContext context, CancellationToken ct)
        {
            var project = await projects.Get(context.Tenant, command.ProjectId, ct);
            context.Raise(project.Archive(context.Now));
            return ProjectView.Of(project);
        }
    }
}
