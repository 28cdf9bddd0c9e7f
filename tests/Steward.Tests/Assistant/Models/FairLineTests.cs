using Steward.Assistant;

namespace Steward.Tests.Assistant;

public sealed class FairLineTests
{
    private readonly TenantId ana = new(TestSteward.NewId());
    private readonly TenantId bob = new(TestSteward.NewId());

    [Fact]
    public async Task Tenants_are_served_in_turn_however_many_wait_in_each_line()
    {
        var line = new FairLine(1, 100, 100);
        var served = new List<string>();
        var place = (await line.Take(ana, default))!;
        Task[] waiting =
        [
            Serve(line, ana, "ana 1", served),
            Serve(line, ana, "ana 2", served),
            Serve(line, ana, "ana 3", served),
            Serve(line, bob, "bob 1", served),
            Serve(line, bob, "bob 2", served),
        ];

        place.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(["ana 1", "bob 1", "ana 2", "bob 2", "ana 3"], served);
        Assert.Equal((0, 0.0), (line.Waiting, line.Load));
    }

    [Fact]
    public async Task A_long_line_takes_nobody_more_but_others_still_do()
    {
        var line = new FairLine(1, mostPerTenant: 2, most: 3);
        using var place = await line.Take(ana, default);
        using var stop = new CancellationTokenSource();
        var first = line.Take(ana, stop.Token);
        var second = line.Take(ana, stop.Token);

        Assert.Null(await line.Take(ana, default));
        var other = line.Take(bob, stop.Token);
        Assert.Null(await line.Take(bob, default));
        Assert.Equal(4, line.Load);

        await stop.CancelAsync();
        foreach (var one in new[] { first, second, other })
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await one);
        Assert.Equal(0, line.Waiting);
    }

    [Fact]
    public async Task Who_gives_up_is_passed_over_and_a_place_given_back_twice_counts_once()
    {
        var line = new FairLine(1, 10, 10);
        var place = (await line.Take(ana, default))!;
        using var stop = new CancellationTokenSource();
        var impatient = line.Take(ana, stop.Token);
        var patient = line.Take(bob, default);

        await stop.CancelAsync();
        place.Dispose();
        place.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await impatient);
        using var got = await patient;
        Assert.Equal(1, line.Load);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await line.Take(ana, new CancellationToken(true))
        );
    }

    [Fact]
    public async Task Never_more_than_so_many_have_a_place_whatever_they_do()
    {
        var line = new FairLine(3, 1000, 1000);
        var (inside, most) = (0, 0);

        await Parallel.ForAsync(
            0,
            600,
            new ParallelOptions { MaxDegreeOfParallelism = 20 },
            async (i, _) =>
            {
                using var stop = new CancellationTokenSource();
                if (i % 5 == 0)
                    stop.CancelAfter(TimeSpan.FromMilliseconds(1));
                try
                {
                    using var place = await line.Take(i % 2 == 0 ? ana : bob, stop.Token);
                    var now = Interlocked.Increment(ref inside);
                    most = Math.Max(most, now);
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                }
                catch (OperationCanceledException) { }
            }
        );

        Assert.InRange(most, 1, 3);
        Assert.Equal((0, 0.0), (line.Waiting, line.Load));
    }

    private static async Task Serve(FairLine line, TenantId tenant, string name, List<string> served)
    {
        using var place = await line.Take(tenant, default);
        served.Add(name);
    }
}
