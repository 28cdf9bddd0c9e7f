using Microsoft.Extensions.DependencyInjection;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

/// <summary>Apart: everybody's commits ring everybody's bells.</summary>
[Collection(nameof(Apart))]
public sealed class WakeupTests(Apart apart)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly TestSteward steward = apart.Steward;

    [Fact]
    public async Task A_commit_rings_on_this_node_and_on_the_others()
    {
        var ana = await steward.NewOwner();
        await using var here = Node.Of(steward);
        await using var there = Node.Of(steward);
        var announcers = new[] { here, there }.Select(node => node.Services.GetRequiredService<Announcer>()).ToList();
        foreach (var announcer in announcers)
            await announcer.StartAsync(default);
        var (bellHere, bellThere) = (Bell(here), Bell(there));
        var (seenHere, seenThere) = (bellHere.Count, bellThere.Count);

        // The other node may not listen yet when the first commit is announced.
        for (var i = 0; i < 20 && bellThere.Count == seenThere; i++)
        {
            await here.Call(ana, new AddTask("Pay the rent"));
            await bellThere.Wait(seenThere, TimeSpan.FromSeconds(1), default);
        }

        Assert.NotEqual(seenHere, bellHere.Count);
        Assert.NotEqual(seenThere, bellThere.Count);
        foreach (var announcer in announcers)
            await announcer.StopAsync(default);
    }

    [Fact]
    public async Task What_commits_nothing_rings_nothing()
    {
        var ana = await steward.NewOwner();
        await using var node = Node.Of(steward);
        var seen = Bell(node).Count;

        await node.Call(ana, new ListTasks());
        await node.Refused(ana, new PlanNote("x", Fail: true));

        Assert.Equal(seen, Bell(node).Count);
    }

    [Fact]
    public async Task A_stored_job_wakes_the_runner()
    {
        var ana = await steward.NewOwner();
        await using var node = Node.Of(steward);
        var jobs = node.Services.GetRequiredService<Wakeup>().Jobs;
        var seen = jobs.Count;

        await node.Call(ana, new AddTask("x"));
        Assert.Equal(seen, jobs.Count);
        await node.Call(ana, new ScheduleNote("x"));

        Assert.NotEqual(seen, jobs.Count);
    }

    [Fact]
    public async Task A_ring_between_the_look_and_the_wait_is_not_lost()
    {
        var bell = new Bell();
        var seen = bell.Count;

        bell.Ring();
        await bell.Wait(seen, Limit, default);

        var waiting = bell.Wait(bell.Count, Limit, default);
        Assert.False(waiting.IsCompleted);
        bell.Ring();
        await waiting;
    }

    [Fact]
    public async Task The_runner_works_by_itself()
    {
        var ana = await steward.NewOwner();
        await using var node = Node.Of(steward);
        var runner = node.Services.GetRequiredService<JobRunner>();
        var bell = Bell(node);
        await runner.StartAsync(default);

        await node.Call(ana, new ScheduleNote("Later"));
        while (await ana.Changes() is [])
            await bell.Wait(bell.Count, TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);

        await runner.StopAsync(default);
        Assert.Equal("add_note", Assert.Single(await ana.Changes()).Operation);
    }

    private static Bell Bell(Node node) => node.Services.GetRequiredService<Wakeup>().Changes;
}
