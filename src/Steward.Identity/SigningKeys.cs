using Microsoft.Extensions.DependencyInjection;

namespace Steward.Identity;

/// <summary>
/// The keys that sign our access tokens: in the database, under the master key, shared by all servers. What is due (the first
/// key, the next one, the end of an old one) is done by whichever server notices first.
/// </summary>
public sealed class SigningKeys
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly IServiceScopeFactory scopes;
    private readonly MasterKey masterKey;
    private readonly TimeProvider time;
    private readonly Lock starting = new();
    private Task loading = Task.CompletedTask;
    private volatile Loaded? loaded;

    internal SigningKeys(IServiceScopeFactory scopes, MasterKey masterKey, TimeProvider time) =>
        (this.scopes, this.masterKey, this.time) = (scopes, masterKey, time);

    internal KeyRing Ring => loaded?.Ring ?? throw new InvalidOperationException("The signing keys are not loaded.");

    /// <summary>The key set for <c>/.well-known/jwks.json</c>; may be cached for some hours.</summary>
    public async Task<string> KeySet(CancellationToken ct)
    {
        await Ready(ct);
        return Ring.KeySet(time.GetUtcNow());
    }

    /// <summary>To be awaited before <see cref="Ring"/> is used; mostly it is done already.</summary>
    internal Task Ready(CancellationToken ct)
    {
        if (loaded is { } current && time.GetUtcNow() < current.At + Fresh)
            return Task.CompletedTask;
        // The load belongs to all who wait for it; who has keys does not wait.
        var load = StartLoad();
        return loaded is null ? load.WaitAsync(ct) : Task.CompletedTask;
    }

    /// <summary>Reads the keys, does what is due, and reads what came of it.</summary>
    internal async Task Load(CancellationToken ct)
    {
        var ring = await Read(ct);
        var due = ring.Due(time.GetUtcNow());
        if (due.NextSignsFrom is { } signsFrom)
            await Add(SigningKey.Create(signsFrom), ring, ct);
        if (due.Over is not [])
            await Porch("identity.remove_signing_keys", ct, (object)due.Over.Select(key => key.Id).ToArray());
        if (due is not { NextSignsFrom: null, Over: [] })
            ring = await Read(ct);
        loaded = new(ring, time.GetUtcNow());
    }

    private Task StartLoad()
    {
        lock (starting)
            return loading.IsCompleted ? loading = Load(CancellationToken.None) : loading;
    }

    private async Task Add(SigningKey key, KeyRing ring, CancellationToken ct) =>
        await Porch(
            "identity.add_signing_key",
            ct,
            key.Id,
            masterKey.Encrypt(key.Export(), Purpose(key.Id)),
            key.SignsFrom,
            ring.Newest?.Id
        );

    private async Task<KeyRing> Read(CancellationToken ct) =>
        new(
            (await Porch("identity.signing_keys", ct)).Select(row =>
                SigningKey.Import(
                    masterKey.Decrypt((byte[])row[1]!, Purpose((string)row[0]!)),
                    new((DateTime)row[2]!, TimeSpan.Zero)
                )
            )
        );

    private async Task<IReadOnlyList<object?[]>> Porch(string function, CancellationToken ct, params object?[] values)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Porch>().Call(function, ct, values);
    }

    private static string Purpose(string id) => $"signing_key:{id}";

    private sealed record Loaded(KeyRing Ring, DateTimeOffset At);
}
