using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Steward.Identity;

namespace Steward.Tests.Identity.Tokens;

public sealed class KeyRingTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_empty_ring_wants_a_key_that_signs_at_once()
    {
        var ring = new KeyRing([]);

        Assert.Equal(Start, ring.Due(Start).NextSignsFrom);
        Assert.Empty(ring.Published(Start));
        Assert.Throws<InvalidOperationException>(() => ring.Current(Start));
    }

    [Fact]
    public void The_next_key_is_published_a_day_before_it_signs_and_the_old_one_until_its_last_token_is_dead()
    {
        var first = SigningKey.Create(Start);
        var turn = Start + KeyRing.SignsFor;
        Assert.Null(new KeyRing([first]).Due(turn - KeyRing.Lead - TimeSpan.FromSeconds(1)).NextSignsFrom);
        Assert.Equal(turn, new KeyRing([first]).Due(turn - KeyRing.Lead).NextSignsFrom);

        var second = SigningKey.Create(turn);
        var ring = new KeyRing([second, first]);
        Assert.Same(first, ring.Current(turn - TimeSpan.FromTicks(1)));
        Assert.Equal([first, second], ring.Published(turn - KeyRing.Lead));
        Assert.Same(second, ring.Current(turn));

        var lastTokenIsDead = turn + AccessTokens.Lifetime + AccessTokens.ClockSkew;
        Assert.Equal([first, second], ring.Published(lastTokenIsDead));
        Assert.NotNull(ring.Find(first.Id, lastTokenIsDead));
        Assert.Empty(ring.Due(lastTokenIsDead).Over);

        var later = lastTokenIsDead + AccessTokens.ClockSkew;
        Assert.Equal([second], ring.Published(later));
        Assert.Null(ring.Find(first.Id, later));
        Assert.Equal([first], ring.Due(later).Over);
    }

    [Fact]
    public void After_a_long_sleep_the_old_key_signs_until_the_next_has_been_published_long_enough()
    {
        var first = SigningKey.Create(Start);
        var now = Start + TimeSpan.FromDays(400);

        Assert.Same(first, new KeyRing([first]).Current(now));
        Assert.Equal(now + KeyRing.Lead, new KeyRing([first]).Due(now).NextSignsFrom);
    }

    [Fact]
    public void A_clock_set_back_leaves_a_key_to_sign_with()
    {
        var first = SigningKey.Create(Start);

        Assert.Same(first, new KeyRing([first]).Current(Start - TimeSpan.FromDays(1)));
    }

    [Fact]
    public void A_stored_key_comes_back_as_the_same_key()
    {
        var key = SigningKey.Create(Start);

        var restored = SigningKey.Import(key.Export(), Start);

        Assert.Equal(key.Id, restored.Id);
        Assert.Equal(43, key.Id.Length);
        Assert.True(key.Public.Verify("hello"u8, restored.Sign("hello"u8.ToArray())));
    }

    [Fact]
    public void The_published_set_lets_a_stranger_verify_and_tells_no_secret()
    {
        var (first, next) = (SigningKey.Create(Start), SigningKey.Create(Start + KeyRing.SignsFor));
        var json = new KeyRing([first, next]).KeySet(Start);

        var set = JsonWebKeySet.Parse(Encoding.UTF8.GetBytes(json));

        Assert.Equal([first.Id, next.Id], set.Keys.Select(k => k.Id));
        Assert.True(set.Find(first.Id)!.Verify("hello"u8, first.Sign("hello"u8.ToArray())));
        using var document = JsonDocument.Parse(json);
        Assert.Equal(
            ["kty", "crv", "x", "y", "alg", "use", "kid"],
            document.RootElement.GetProperty("keys")[0].EnumerateObject().Select(m => m.Name)
        );
    }

    [Fact]
    public void Whatever_the_pauses_every_signing_key_was_published_before_and_stays_while_its_tokens_live()
    {
        var pauses = Gen.Choose(1, 60 * 24 * 45).Select(minutes => TimeSpan.FromMinutes(minutes)).ListOf(30);

        Prop.ForAll(pauses.ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

        static bool Holds(IEnumerable<TimeSpan> pauses)
        {
            List<SigningKey> keys = [];
            var publishedSince = new Dictionary<string, DateTimeOffset>();
            var now = Start;
            foreach (var pause in pauses)
            {
                var work = new KeyRing(keys).Due(now);
                keys.RemoveAll(work.Over.Contains);
                if (work.NextSignsFrom is { } signsFrom)
                    keys.Add(SigningKey.Create(signsFrom));
                var ring = new KeyRing(keys);
                if (ring.Due(now).NextSignsFrom is not null)
                    return false;
                foreach (var key in ring.Published(now))
                    publishedSince.TryAdd(key.Id, now);

                now += pause;
                var current = ring.Current(now);
                var known = now - publishedSince[current.Id] >= KeyRing.Lead || publishedSince[current.Id] == Start;
                if (!known || ring.Find(current.Id, now + AccessTokens.Lifetime) is null)
                    return false;
            }
            return true;
        }
    }
}
