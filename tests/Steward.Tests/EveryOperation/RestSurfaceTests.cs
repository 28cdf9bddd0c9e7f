using Steward.Tests.Rest;

namespace Steward.Tests.EveryOperation;

public sealed class RestSurfaceTests(TestSteward steward)
{
    [Theory, MemberData(nameof(Operations.OnRest), MemberType = typeof(Operations))]
    public async Task Its_sample_succeeds_over_REST(string operation)
    {
        await using var host = await RestHost.Start(steward);
        var staged = await Staged.Of(steward, operation);

        using var response = await RestCall.Send(host, staged, staged.Json);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(RestClient.Ct));
    }

    [Theory, MemberData(nameof(Operations.OnRest), MemberType = typeof(Operations))]
    public async Task Over_REST_a_token_is_needed_unless_it_is_anonymous(string operation)
    {
        await using var host = await RestHost.Start(steward);
        var staged = await Staged.Of(steward, operation);
        if (staged.Operation.IsAnonymous)
            return;

        using var response = await RestCall.Send(host, staged with { Caller = Nobody(staged) }, staged.Json);

        Assert.Equal(401, (int)response.StatusCode);
    }

    private static Member Nobody(Staged staged) =>
        staged.Caller.As(caller => Steward.Kernel.Caller.Anonymous(caller.Surface, "test"));
}
