using System.Diagnostics;
using Steward.Server.Rest;

namespace Steward.Server.Cli;

/// <summary>A person's session for as long as a command runs: its token is renewed in time, and the session ended behind it.</summary>
internal sealed class PersonSession(ApiClient api, TextWriter errors)
{
    private string? refreshToken;
    private TimeSpan lasts;
    private long since;

    public Task<bool> SignIn(string email, string password, CancellationToken ct) =>
        Take("/auth/sign_in", new { email, password }, ct);

    public async Task<bool> Renew(CancellationToken ct) =>
        refreshToken is null
        || Stopwatch.GetElapsedTime(since) < lasts / 2
        || await Take("/auth/refresh", new { refresh_token = refreshToken }, ct);

    public async Task End()
    {
        if (refreshToken is not null)
            await api.Post(RestApi.Root[1..] + "/auth/sign_out", new { }, CancellationToken.None);
    }

    private async Task<bool> Take(string path, object body, CancellationToken ct)
    {
        var answer = await api.Post(RestApi.Root[1..] + path, body, ct);
        if (!answer.IsDone)
        {
            await errors.WriteLineAsync(answer.Problem());
            return false;
        }
        api.Token = answer.Json.GetProperty("access_token").GetString();
        refreshToken = answer.Json.GetProperty("refresh_token").GetString();
        lasts = TimeSpan.FromSeconds(answer.Json.GetProperty("expires_in").GetInt32());
        since = Stopwatch.GetTimestamp();
        return true;
    }
}
