namespace Steward.Tasks;

[Operation("share_project", Scopes.WriteTasks, Route = "PUT /projects/{project_id}/members", ReachesFurther = true)]
[Description(
    "Decides who sees a project and all in it: only these members, or, with null, everybody in the tenant. Projects within it go with it."
)]
public sealed record ShareProject(
    [property: Resource("project", Access.Manage)] Guid ProjectId,
    [property: Resource("membership"), MinLength(1), MaxLength(200), Description("Who sees it; null: everybody.")]
        IReadOnlyList<UserId>? MemberIds
) : ICommand<ProjectView>
{
    internal sealed class Handler(ProjectRepository projects) : IHandler<ShareProject, ProjectView>
    {
        public async Task<ProjectView> Handle(ShareProject command, OperationContext context, CancellationToken ct)
        {
            var project = await projects.Get(context.Tenant, command.ProjectId, ct);
            if (project.Share(Sorted(command.MemberIds)) is { } shared)
            {
                foreach (var below in await projects.Below(context.Tenant, project, ct))
                    below.MemberIds = project.MemberIds;
                context.Raise(shared);
            }
            return ProjectView.Of(project);
        }
    }

    /// <summary>Whoever makes a project private is one of its members.</summary>
    internal static Guid[]? With(IReadOnlyList<UserId>? members, UserId maker) =>
        members is null ? null : Sorted([.. members, maker]);

    private static Guid[]? Sorted(IReadOnlyList<UserId>? members) =>
        members is null ? null : [.. members.Select(member => member.Value).Distinct().Order()];
}
