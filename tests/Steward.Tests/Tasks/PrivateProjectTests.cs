using Steward.Tasks;

namespace Steward.Tests.Tasks;

/// <summary>Ways around the wall of a private project.</summary>
public sealed class PrivateProjectTests(TestSteward steward)
{
    [Fact]
    public async Task A_project_that_is_moved_pushes_none_aside_that_its_mover_does_not_see()
    {
        var (ana, ben) = await Two();
        var (low, high) = (
            Guid.Parse("01900000-0000-7000-8000-000000000001"),
            Guid.Parse("01900000-0000-7000-8000-000000000002")
        );
        var (open, secret) = (TestSteward.NewId(), TestSteward.NewId());
        await ana.Run(
            new ImportTasks(
                $$"""
                {"format":"steward_tasks","projects":[
                  {"id":"{{open}}","name":"Open","position":"{{low}}"},
                  {"id":"{{secret}}","name":"Surprise party","position":"{{high}}","member_ids":["{{ana.Id}}"]}]}
                """
            )
        );
        await ben.Run(new AddProject("First"));
        var bens = await ben.Run(new AddProject("Bens"));

        var preview = await ben.Preview(new MoveProject(bens.Id, AfterId: open));
        var done = await ben.Call(new MoveProject(bens.Id, AfterId: open));

        Assert.Equal(bens.Id, Assert.Single(preview.Preview!).Id);
        Assert.Equal(
            ["Open", "Bens", "First"],
            (await ben.Run(new ListProjects())).Items.Select(project => project.Name)
        );
        Assert.Equal(1, (await ana.Run(new GetProject(secret))).Version);
        // What he did himself he sees, and may take back.
        await ben.Run(new UndoChange(done.ChangeId!.Value));
    }


    private async Task<(Member Ana, Member Ben)> Two()
    {
        var ana = await steward.NewOwner();
        return (ana, await steward.NewMember(ana.Tenant, Role.Member, "Ben"));
    }
}
