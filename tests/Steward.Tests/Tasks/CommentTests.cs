using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class CommentTests(TestSteward steward)
{
    internal sealed class AddSample : Sample<AddComment>
    {
        public override async Task<AddComment> Of(World world) =>
            new((await world.Ana.Run(new AddTask("Paint it"))).Id, "In *white*", [world.Ben.Id], TestSteward.NewId());
    }

    internal sealed class ListSample : Sample<ListComments>
    {
        public override async Task<ListComments> Of(World world) => new((await Comment(world.Ana)).TaskId);
    }

    internal sealed class UpdateSample : Sample<UpdateComment>
    {
        public override async Task<UpdateComment> Of(World world) => new((await Comment(world.Ana)).Id, "In blue");
    }

    internal sealed class DeleteSample : Sample<DeleteComment>
    {
        public override async Task<DeleteComment> Of(World world) => new((await Comment(world.Ana)).Id);
    }

    [Fact]
    public async Task Each_changes_his_own_and_who_runs_the_tenant_takes_away()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var comment = await Comment(ben);

        Assert.Equal("not_allowed", (await ana.Refused(new UpdateComment(comment.Id, "x"))).Code);
        var edited = await ben.Run(new UpdateComment(comment.Id, "In blue"));
        Assert.NotNull(edited.EditedAt);
        var again = await ben.Run(new UpdateComment(comment.Id, "In blue"));
        Assert.Equal(edited.Version, again.Version);
        var cem = await steward.NewMember(ana.Tenant, Role.Member, "Cem");
        Assert.Equal("not_allowed", (await cem.Refused(new DeleteComment(comment.Id))).Code);
        await ana.Run(new DeleteComment(comment.Id));
        Assert.Empty((await ben.Run(new ListComments(comment.TaskId))).Items);
    }

    [Fact]
    public async Task Who_is_mentioned_is_told()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var task = await ana.Run(new AddTask("Paint it"));

        await ana.Run(new AddComment(task.Id, "Which colour?", [ben.Id, ben.Id]));

        Assert.Equal(["task_added", "comment_added", "member_mentioned"], await ana.Events());
        var bob = await steward.NewOwner("Bob");
        Assert.Equal(RefusalKind.NotFound, (await ana.Refused(new AddComment(task.Id, "x", [bob.Id]))).Kind);
        await ana.Run(new DeleteTask(task.Id));
        Assert.Equal("task_deleted", (await ana.Refused(new AddComment(task.Id, "x"))).Code);
    }

    private static async Task<CommentView> Comment(Member member) =>
        await member.Run(new AddComment((await member.Run(new AddTask("Paint it"))).Id, "In white"));
}
