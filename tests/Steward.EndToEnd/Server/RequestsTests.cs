using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Steward.EndToEnd.EmbeddedPostgres;

namespace Steward.EndToEnd.Server;

/// <summary>What ops sees of requests that pass the pipeline.</summary>
public sealed class RequestsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Operations_are_counted_timed_and_logged_with_who_did_them()
    {
        await using var steward = await RunningSteward.Start(folder.Path);
        var (user, tenant) = await SignUp(steward);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/tasks")
        {
            Content = JsonContent.Create(new { title = "Pay the rent" }),
            Headers = { { "X-Correlation-Id", "pay-the-rent" } },
        };

        Assert.Equal(HttpStatusCode.Created, (await steward.Client.SendAsync(request, Ct)).StatusCode);
        var refused = await steward.Client.GetAsync("api/v1/tasks/0192f0c1-0000-7000-8000-000000000001", Ct);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);

        var entry = await steward.Logged(e =>
            e.GetProperty("correlation_id").GetString() == "pay-the-rent"
            && e.GetProperty("event").GetString() == "request"
        );
        Assert.Equal(user, entry.GetProperty("user_id").GetString());
        Assert.Equal(tenant, entry.GetProperty("tenant_id").GetString());
        Assert.Equal("POST /api/v1/tasks", entry.GetProperty("endpoint").GetString());
        Assert.Equal("add_task", entry.GetProperty("operation").GetString());

        var metrics = await steward.Client.GetStringAsync("metrics", Ct);
        foreach (
            var series in new[]
            {
                "steward_operations_total{operation=\"add_task\",outcome=\"done\",surface=\"rest\"} 1",
                "steward_operation_duration_seconds_bucket{operation=\"add_task\",surface=\"rest\",le=\"+Inf\"} 1",
                "steward_refusals_total{code=\"not_found\",operation=\"get_task\"} 1",
                "steward_pipeline_step_duration_seconds_count{step=\"handle\"}",
                "db_client_connection_max{db_client_connection_pool_name=\"steward\"}",
            }
        )
            Assert.Contains(series, metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@example.com", steward.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse", steward.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_has_ended_is_no_fault_in_the_log()
    {
        await using var steward = await RunningSteward.Start(folder.Path);
        await SignUp(steward);
        await steward.Client.PostAsJsonAsync("api/v1/auth/sign_out", new { }, Ct);

        var refused = await steward.Client.GetAsync("api/v1/tasks", Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        await steward.Logged(entry =>
            entry.GetProperty("event").GetString() == "request"
            && entry.GetProperty("operation").GetString() == "list_tasks"
        );
        Assert.Equal("", steward.Errors);
    }

    [Fact]
    public async Task A_user_is_limited_as_that_user_and_nobody_else_with_them()
    {
        await using var steward = await RunningSteward.Start(
            folder.Path,
            ("SIGNUP", "open"),
            ("LIMITS__USER_BURST", "3"),
            ("LIMITS__USER_PER_SECOND", "1")
        );
        await SignUp(steward);
        var ana = steward.Client.DefaultRequestHeaders.Authorization;

        var answers = await Crowd.Of(() => steward.Client.GetAsync("api/v1/tasks", Ct));
        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), 3, Crowd.Size - 1);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);

        await SignUp(steward, "bob@example.com");
        Assert.NotEqual(ana, steward.Client.DefaultRequestHeaders.Authorization);
        Assert.Equal(HttpStatusCode.OK, (await steward.Client.GetAsync("api/v1/tasks", Ct)).StatusCode);
    }

    [Fact]
    public async Task Invalid_tokens_are_counted_by_address()
    {
        await using var steward = await RunningSteward.Start(
            folder.Path,
            ("LIMITS__ADDRESS_BURST", "2"),
            ("LIMITS__ADDRESS_PER_SECOND", "1")
        );

        var sent = 0;
        var answers = await Crowd.Of(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/tasks");
            request.Headers.Authorization = new("Bearer", $"stw_{++sent}");
            return steward.Client.SendAsync(request, Ct);
        });

        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized), 2, Crowd.Size - 1);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_limit_is_refused(bool withLength)
    {
        await using var steward = await RunningSteward.Start(folder.Path, ("LIMITS__BODY_BYTES", "2048"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/auth/sign_in")
        {
            Content = new StringContent(
                $$"""{"email":"{{new string('a', 4096)}}"}""",
                Encoding.UTF8,
                "application/json"
            ),
        };
        if (!withLength)
            request.Headers.TransferEncodingChunked = true;

        var answer = await steward.Client.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_request_that_is_under_way_is_answered_before_the_stop()
    {
        await using var steward = await RunningSteward.Start(folder.Path);
        var root = steward.Client.BaseAddress!;
        var body = """{"email":"ana@example.com","password":"wrong horse battery"}""";
        using var client = new TcpClient();
        await client.ConnectAsync(root.Host, root.Port, Ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/v1/auth/sign_in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body[..10]}"
            ),
            Ct
        );
        // Answered behind it, so by now the request above is under way.
        await steward.Client.GetAsync("health/live", Ct);

        steward.Signal("INT");
        await ConnectionsAreRefused(root);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(body[10..]), Ct);

        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.Equal("HTTP/1.1 401 Unauthorized", await reader.ReadLineAsync(Ct));
        Assert.Equal(0, await steward.Ended());
    }

    private static async Task ConnectionsAreRefused(Uri root)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(root.Host, root.Port, limit.Token);
            }
            catch (SocketException)
            {
                return;
            }
            await Task.Delay(20, limit.Token);
        }
    }

    private static async Task<(string? User, string? Tenant)> SignUp(
        RunningSteward steward,
        string email = "ana@example.com"
    )
    {
        steward.Client.DefaultRequestHeaders.Authorization = null;
        var answer = await steward.Client.PostAsJsonAsync(
            "api/v1/auth/sign_up",
            new
            {
                email,
                password = "correct horse battery",
                display_name = "Ana",
                tenant_name = "Home",
            },
            Ct
        );
        var signedIn = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.True(answer.IsSuccessStatusCode, signedIn.ToString());
        steward.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            signedIn.GetProperty("access_token").GetString()
        );
        return (
            signedIn.GetProperty("user").GetProperty("id").GetString(),
            signedIn.GetProperty("tenant").GetProperty("id").GetString()
        );
    }
}
