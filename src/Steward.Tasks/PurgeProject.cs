namespace Steward.Tasks;

[Operation(
    "purge_project",
    Scopes.WriteTasks,
    Effect = Effect.Destructive,
    NeverUndone = "it had been in the trash for 30 days."
)]
[System]
[Description(
    "Deletes a project with all that stands in it for good, 30 days after it went to the trash; a large one in several goes. One that was restored stays."
)]
public sealed record PurgeProject(Guid ProjectId) : ICommand<Nothing>
{
    private const int TasksAtOnce = 100;

    internal sealed class Handler(ProjectRepository projects, Repository<Section> sections, TaskRemains remains)
        : IHandler<PurgeProject, Nothing>
    {
        public async Task<Nothing> Handle(PurgeProject command, OperationContext context, CancellationToken ct)
        {
            var project = await projects.Find(context.Tenant, command.ProjectId, ct);
            if (project?.MayBePurged(context.Now) == true)
                await Purge(project, context, ct);
            else if (project?.DeletedAt is { } at)
                // The database, whose clock has sent this job, is ahead of us; or it went to the trash once more.
                context.Enqueue(command, at + Project.KeptInTrash);
            return Nothing.Value;
        }

        private async Task Purge(Project project, OperationContext context, CancellationToken ct)
        {
            var tenant = context.Tenant;
            var below = await projects.Below(tenant, project, ct);
            // The lowest first; what is left of it is done by the next job.
            var lowest = below.LastOrDefault() ?? project;
            var isEmpty = await remains.RemoveSome(tenant, lowest.Id, TasksAtOnce, ct);
            if (isEmpty)
            {
                foreach (var section in await sections.List(tenant, section => section.ProjectId == lowest.Id, ct))
                    sections.Remove(tenant, section);
                projects.Remove(tenant, lowest);
            }
            if (isEmpty && lowest == project)
                context.Raise(new ProjectPurged(project.Id));
            else
                context.Enqueue(new PurgeProject(project.Id));
        }
    }
}
