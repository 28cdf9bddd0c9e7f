using System.Diagnostics;
using Steward.Identity;

namespace Steward.Tests.Identity.Tokens;

public sealed class VerifiedTokensTests
{
    private readonly ManualTime time = new();

    [Fact]
    public void A_verified_token_is_known_until_it_expires()
    {
        var verified = new VerifiedTokens<string>(time);
        verified.Keep("token", "Ana", time.Now + TimeSpan.FromMinutes(10));

        Assert.Equal("Ana", verified.Find("token"));
        Assert.Null(verified.Find("Token"));
        Assert.Null(verified.Find(""));
        time.Now += TimeSpan.FromMinutes(10);
        Assert.Null(verified.Find("token"));
    }

    [Fact]
    public void A_token_verified_again_lives_as_the_last_verification_says()
    {
        var verified = new VerifiedTokens<string>(time);
        verified.Keep("token", "Ana", time.Now);
        verified.Keep("token", "Ana", time.Now + TimeSpan.FromMinutes(1));

        Assert.Equal("Ana", verified.Find("token"));
        Assert.Equal(1, verified.Count);
    }

    [Fact]
    public void A_token_is_remembered_beyond_its_end_until_it_is_forgotten()
    {
        var verified = new VerifiedTokens<string>(time);
        verified.Keep("token", "Ana", time.Now);
        Assert.True(verified.Has("token"));
        Assert.False(verified.Has("Token"));

        verified.Forget("token");
        verified.Forget("Token");
        Assert.False(verified.Has("token"));
        Assert.Equal(0, verified.Count);
    }

    [Fact]
    public void Nothing_is_known_after_all_was_forgotten()
    {
        var verified = new VerifiedTokens<string>(time);
        verified.Keep("token", "Ana", DateTimeOffset.MaxValue);
        verified.Clear();

        Assert.Null(verified.Find("token"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void It_never_holds_more_than_it_may_and_keeps_the_newest(int capacity)
    {
        var verified = new VerifiedTokens<string>(time, capacity);
        for (var i = 0; i < 1_000; i++)
        {
            verified.Keep($"token {i}", $"{i}", DateTimeOffset.MaxValue);
            Assert.InRange(verified.Count, 1, capacity);
            Assert.Equal($"{i}", verified.Find($"token {i}"));
        }
    }

    [Fact]
    public void What_is_used_stays_while_others_come_and_go()
    {
        var verified = new VerifiedTokens<string>(time, 100);
        verified.Keep("used", "Ana", DateTimeOffset.MaxValue);
        verified.Keep("unused", "Bob", DateTimeOffset.MaxValue);
        for (var i = 0; i < 1_000; i++)
        {
            verified.Keep($"token {i}", "Eve", DateTimeOffset.MaxValue);
            if (i % 10 == 0)
                Assert.Equal("Ana", verified.Find("used"));
        }

        Assert.Null(verified.Find("unused"));
    }

    [Fact]
    public void Tokens_of_any_length_are_told_apart()
    {
        var verified = new VerifiedTokens<string>(time);
        var lengths = new[] { 1, 500, 1_022, 1_023, 1_024, 5_000, 100_000 };
        foreach (var length in lengths)
            verified.Keep(new string('a', length), $"{length}", DateTimeOffset.MaxValue);

        Assert.All(lengths, length => Assert.Equal($"{length}", verified.Find(new string('a', length))));
    }

    [Fact]
    public async Task Many_at_once_never_get_anothers_token_nor_exceed_the_bound()
    {
        var verified = new VerifiedTokens<string>(TimeProvider.System, 64);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 8),
            (worker, _) =>
            {
                var random = new Random(worker);
                for (var i = 0; i < 20_000; i++)
                {
                    var name = $"{random.Next(200)}";
                    var found = verified.Find(name);
                    Assert.True(found is null || found == name);
                    if (found is null)
                        verified.Keep(name, name, DateTimeOffset.MaxValue);
                    if (i % 1_000 == 0)
                        Assert.InRange(verified.Count, 0, 2 * 64);
                }
                return ValueTask.CompletedTask;
            }
        );

        Assert.InRange(verified.Count, 1, 64);
    }

    [Fact]
    public void A_hit_costs_far_less_than_a_verification()
    {
        var now = TimeProvider.System.GetUtcNow();
        var ring = new KeyRing([SigningKey.Create(now)]);
        var tokens = new AccessTokens("https://steward.example", "steward", () => ring, TimeProvider.System);
        string Issue() => tokens.Issue(default, default, default, ScopeSet.Of("read:tasks"), default, default);

        var many = Enumerable.Range(0, 300).Select(_ => Issue()).ToList();
        var miss = Cost(many.Count, i => Assert.NotNull(tokens.Verify(many[i]).Token));
        var one = Issue();
        Cost(50_000, _ => tokens.Verify(one));
        var hit = Cost(200_000, _ => tokens.Verify(one));

        TestContext.Current.TestOutputHelper?.WriteLine($"hit {hit:0.00} us, miss {miss:0} us");
        Assert.True(hit < miss / 10, $"a hit took {hit:0.00} us, a verification {miss:0} us");

        static double Cost(int times, Action<int> action)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < times; i++)
                action(i);
            return watch.Elapsed.TotalMicroseconds / times;
        }
    }
}
