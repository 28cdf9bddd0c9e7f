using System.Security.Cryptography;
using System.Text;

namespace Steward.Identity;

/// <summary>
/// Sessions and their refresh tokens: machinery, reached through the porch. A refresh token's successor is made from it and a
/// random salt that is stored, so that two refreshes at once get the same one, and neither token nor database alone gives it away.
/// </summary>
internal sealed class Sessions(Porch porch)
{
    /// <summary>Answers with the first refresh token and when the session ends unless it is used.</summary>
    public async Task<(string RefreshToken, DateTimeOffset ExpiresAt)> Open(
        Guid id,
        UserId user,
        TenantId tenant,
        bool inCookie,
        Caller from,
        CancellationToken ct
    )
    {
        var token = SecretToken.New(SecretToken.Refresh);
        var rows = await porch.Call(
            "identity.open_session",
            ct,
            id,
            user,
            tenant,
            inCookie,
            from.Client,
            Throttle.Network(from.Address),
            SecretToken.Hash(token)
        );
        return (token, Time(rows[0][0]));
    }

    public async Task<Rotation> Rotate(string token, CancellationToken ct)
    {
        var salt = RandomNumberGenerator.GetBytes(32);
        var next = Successor(token, salt);
        var row = (
            await porch.Call("identity.rotate_refresh_token", ct, SecretToken.Hash(token), SecretToken.Hash(next), salt)
        )[0];
        return row[0] switch
        {
            "replaced" => new(RotationVerdict.Rotated, Known(row), next, Time(row[6])),
            "repeated" => new(RotationVerdict.Rotated, Known(row), Successor(token, (byte[])row[5]!), Time(row[6])),
            "reused" => new(RotationVerdict.Reused, Known(row), null, default),
            _ => new(RotationVerdict.Ended, null, null, default),
        };
    }

    /// <summary>Ends the session that this token, however old, or this id belongs to; null: it had ended.</summary>
    public async Task<OpenSession?> End(string? token, Guid? id, CancellationToken ct) =>
        await porch.Call("identity.end_session", ct, token is null ? null : SecretToken.Hash(token), id)
            is [[Guid session, Guid user, Guid tenant]]
            ? new(session, new(user), new(tenant), false)
            : null;

    /// <summary>The tenant that the session's next tokens are for.</summary>
    public Task Move(Guid session, UserId user, TenantId tenant, CancellationToken ct) =>
        porch.Call("identity.move_session", ct, session, user, tenant);

    public async Task<List<SessionView>> Of(UserId user, Guid current, CancellationToken ct) =>
        [
            .. (await porch.Call("identity.sessions_of", ct, user)).Select(row => new SessionView(
                (Guid)row[0]!,
                new((Guid)row[1]!),
                (string?)row[2],
                (string?)row[3],
                Time(row[4]),
                Time(row[5]),
                Time(row[6]),
                (Guid)row[0]! == current
            )),
        ];

    public async Task<bool> End(UserId user, Guid session, CancellationToken ct) =>
        await porch.Call("identity.end_sessions_of", ct, user, session, null) is [[> 0]];

    public Task EndOthers(UserId user, Guid but, CancellationToken ct) =>
        porch.Call("identity.end_sessions_of", ct, user, null, but);

    private static string Successor(string token, byte[] salt) =>
        SecretToken.Of(SecretToken.Refresh, HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), salt));

    private static OpenSession Known(object?[] row) =>
        new((Guid)row[1]!, new((Guid)row[2]!), new((Guid)row[3]!), (bool)row[4]!);

    private static DateTimeOffset Time(object? value) => new((DateTime)value!, TimeSpan.Zero);
}

/// <param name="InCookie">The refresh token is kept in a browser's cookie and never stands in a body.</param>
internal sealed record OpenSession(Guid Id, UserId User, TenantId Tenant, bool InCookie);

internal enum RotationVerdict
{
    Rotated,

    /// <summary>It is not known, or its session has ended.</summary>
    Ended,

    /// <summary>A token from before the last one: stolen, or kept by mistake. The session has been ended.</summary>
    Reused,
}

internal sealed record Rotation(
    RotationVerdict Verdict,
    OpenSession? Session,
    string? RefreshToken,
    DateTimeOffset ExpiresAt
);
