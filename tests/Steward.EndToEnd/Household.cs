using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Steward.EndToEnd;

/// <summary>People in a running server.</summary>
internal static class Household
{
    public static readonly (string, string)[] NoLimits = [("LIMITS__USER_BURST", "0"), ("LIMITS__ADDRESS_BURST", "0")];

    /// <summary>Signs Ana up, and in: the client carries her access token from then on.</summary>
    public static async Task SignUp(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync(
            "api/v1/auth/sign_up",
            new
            {
                email = "ana@example.org",
                password = "correct horse battery",
                display_name = "Ana",
                tenant_name = "Ana's household",
            }
        );
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            body.GetProperty("access_token").GetString()
        );
    }
}
