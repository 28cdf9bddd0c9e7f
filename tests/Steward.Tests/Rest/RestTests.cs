using System.Net;
using System.Text;
using Steward.Tasks;

namespace Steward.Tests.Rest;

public sealed class RestTests(TestSteward steward) : IAsyncLifetime
{
    private RestHost host = null!;
    private Member ana = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        host = await RestHost.Start(steward);
        ana = await steward.NewOwner();
        client = host.As(ana);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Adding_answers_with_the_address_of_what_was_added()
    {
        var response = await client.Send("POST", "/api/v1/tasks", """{"title":"Pay the rent"}""");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var id = (await response.Body()).GetProperty("id").GetString();
        Assert.Equal($"/api/v1/tasks/{id}", response.Headers.Location?.OriginalString);
        Assert.Equal("\"1\"", response.Headers.ETag?.Tag);
        Assert.True(Guid.TryParse(response.Header("Steward-Change-Id"), out _));

        var read = await client.Send("GET", response.Headers.Location!.OriginalString);
        Assert.Equal("Pay the rent", (await read.Body()).GetProperty("title").GetString());
        Assert.Equal("\"1\"", read.Headers.ETag?.Tag);
        Assert.NotNull(read.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_list_has_items_and_a_cursor_that_leads_on()
    {
        foreach (var title in new[] { "one", "two", "three" })
            await ana.Run(new AddTask(title));

        var first = await (await client.Send("GET", "/api/v1/tasks?limit=2")).Body();
        var cursor = first.GetProperty("next_cursor").GetString();
        var second = await (await client.Send("GET", $"/api/v1/tasks?limit=2&cursor={cursor}")).Body();

        Assert.Equal(["three", "two"], Titles(first));
        Assert.Equal(["one"], Titles(second));
        Assert.Null(second.GetProperty("next_cursor").GetString());
    }

    [Fact]
    public async Task A_query_parameter_given_again_is_a_list()
    {
        await ana.Run(new AddTask("open"));
        var done = await ana.Run(new AddTask("done"));
        await ana.Run(new CompleteTask(done.Id));

        var both = await (await client.Send("GET", "/api/v1/tasks?status=todo&status=done")).Body();
        var one = await (await client.Send("GET", "/api/v1/tasks?status=done&deleted=false")).Body();

        Assert.Equal(["done", "open"], Titles(both));
        Assert.Equal(["done"], Titles(one));
    }

    [Theory]
    [InlineData("?limit=many", "422 invalid_input; /limit wrong_type")]
    [InlineData("?limit=1&limit=2", "422 invalid_input; /limit wrong_type")]
    [InlineData("?limit=0", "422 invalid_input; /limit out_of_range")]
    [InlineData("?limit=99999999999999999999", "422 invalid_input; /limit wrong_type")]
    [InlineData("?status=open", "422 invalid_input; /status/0 wrong_type")]
    [InlineData("?deleted=yes", "422 invalid_input; /deleted wrong_type")]
    [InlineData("?Limit=2", "422 invalid_input; /Limit unknown")]
    [InlineData("?nothing=2&limit=x", "422 invalid_input; /nothing unknown; /limit wrong_type")]
    [InlineData("?text=a%00b", "422 invalid_input; /text invalid_text")]
    [InlineData("?if_version=2", "422 invalid_input; /if_version unknown")]
    public async Task A_wrong_query_is_told_by_its_pointer(string query, string problem) =>
        Assert.Equal(problem, await (await client.Send("GET", "/api/v1/tasks" + query)).Problem());

    [Theory]
    [InlineData("""{"title":7}""", "422 invalid_input; /title wrong_type")]
    [InlineData("""{"title":"a","titel":"b"}""", "422 invalid_input; /titel unknown")]
    [InlineData("""{"title":"a","title":"b"}""", "422 invalid_input; /title duplicate")]
    [InlineData("""{"priority":9}""", "422 invalid_input; /priority out_of_range; /title required")]
    [InlineData("""{"title":"a"} {}""", "422 invalid_input;  malformed_json")]
    [InlineData("""{"title":""", "422 invalid_input;  malformed_json")]
    [InlineData("""["title"]""", "422 invalid_input;  not_an_object")]
    [InlineData("""{"title":"a","if_version":1}""", "422 invalid_input; /if_version unknown")]
    public async Task A_wrong_body_is_told_by_its_pointers(string body, string problem) =>
        Assert.Equal(problem, await (await client.Send("POST", "/api/v1/tasks", body)).Problem());

    [Fact]
    public async Task A_body_that_is_not_json_is_415_and_one_that_is_too_large_413()
    {
        var form = await client.PostAsync(
            "/api/v1/tasks",
            new StringContent("title=a", Encoding.UTF8, "text/plain"),
            RestClient.Ct
        );
        var utf16 = await client.PostAsync(
            "/api/v1/tasks",
            new StringContent("{}", Encoding.Unicode, "application/json"),
            RestClient.Ct
        );
        using var packed = new StringContent("{}", Encoding.UTF8, "application/json");
        packed.Headers.ContentEncoding.Add("gzip");
        var gzip = await client.PostAsync("/api/v1/tasks", packed, RestClient.Ct);
        using var much = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tasks")
        {
            Content = RestClient.Json("{\"title\":\"" + new string('a', 2 << 20) + "\"}"),
            Headers = { ExpectContinue = true },
        };
        var large = await client.SendAsync(much, RestClient.Ct);

        Assert.Equal("415 unsupported_media_type", await form.Problem());
        Assert.Equal("415 unsupported_media_type", await utf16.Problem());
        Assert.Equal("415 unsupported_media_type", await gzip.Problem());
        Assert.Equal("413 body_too_large", await large.Problem());
    }

    [Fact]
    public async Task A_deep_body_is_refused()
    {
        var deep = "{\"title\":" + new string('[', 10_000) + new string(']', 10_000) + "}";

        Assert.Equal(
            "422 invalid_input;  malformed_json",
            await (await client.Send("POST", "/api/v1/tasks", deep)).Problem()
        );
    }

    [Fact]
    public async Task The_address_decides_which_row_it_is()
    {
        var task = await ana.Run(new AddTask("a"));
        var other = await ana.Run(new AddTask("b"));
        var path = $"/api/v1/tasks/{task.Id}";

        var same = await client.Send(
            "PATCH",
            path,
            $$"""{"task_id":"{{task.Id.ToString().ToUpperInvariant()}}","title":"c"}"""
        );
        var another = await client.Send("PATCH", path, $$"""{"title":"d","task_id":"{{other.Id}}"}""");
        var inQuery = await client.Send("DELETE", $"{path}?task_id={other.Id}");

        Assert.Equal("c", (await same.Body()).GetProperty("title").GetString());
        Assert.Equal("422 invalid_input; /task_id mismatch", await another.Problem());
        Assert.Equal("422 invalid_input; /task_id mismatch", await inQuery.Problem());
        Assert.Equal(["task_added", "task_added", "task_updated"], await ana.Events());
    }

    [Fact]
    public async Task An_absent_field_stays_and_null_clears()
    {
        var task = await ana.Run(new AddTask("a", Notes: "n", Priority: 2));

        var answer = await (await client.Send("PATCH", $"/api/v1/tasks/{task.Id}", """{"notes":null}""")).Body();

        Assert.Equal((null, 2), (answer.GetProperty("notes").GetString(), answer.GetProperty("priority").GetInt32()));
    }

    [Fact]
    public async Task A_post_without_a_body_takes_its_input_from_the_address()
    {
        var task = await ana.Run(new AddTask("a"));

        var done = await client.Send("POST", $"/api/v1/tasks/{task.Id}/completion");
        var again = await client.Send("DELETE", $"/api/v1/tasks/{task.Id}/completion");

        Assert.Equal("done", (await done.Body()).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal("todo", (await again.Body()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_delete_with_a_body_and_a_post_with_a_query_are_not_obeyed()
    {
        var task = await ana.Run(new AddTask("a"));

        var delete = await client.Send("DELETE", $"/api/v1/tasks/{task.Id}", """{"if_version":9}""");
        var post = await client.Send("POST", "/api/v1/tasks?preview=true", """{"title":"b"}""");

        Assert.Equal("422 invalid_input;  unexpected_body", await delete.Problem());
        Assert.Equal("422 invalid_input; /preview unknown", await post.Problem());
        Assert.Equal(["task_added"], await ana.Events());
    }

    [Fact]
    public async Task A_write_is_conditional_by_header_body_or_query()
    {
        var task = await ana.Run(new AddTask("a"));
        var path = $"/api/v1/tasks/{task.Id}";

        Assert.Equal(
            "412 version_mismatch",
            await (await client.Send("PATCH", path, """{"title":"b"}""", ("If-Match", "\"2\""))).Problem()
        );
        Assert.Equal(
            "412 version_mismatch",
            await (await client.Send("PATCH", path, """{"title":"b","if_version":2}""")).Problem()
        );
        Assert.Equal("412 version_mismatch", await (await client.Send("DELETE", $"{path}?if_version=2")).Problem());
        Assert.Equal(
            "412 version_mismatch",
            await (await client.Send("PATCH", path, """{"title":"b"}""", ("If-Match", "W/\"1\""))).Problem()
        );
        Assert.Equal(
            "412 version_mismatch",
            await (await client.Send("PATCH", path, """{"title":"b"}""", ("If-Match", "junk"))).Problem()
        );
        Assert.Equal(
            "422 invalid_input; /if_version mismatch",
            await (
                await client.Send("PATCH", path, """{"title":"b","if_version":2}""", ("If-Match", "\"1\""))
            ).Problem()
        );
        Assert.Equal(
            "422 invalid_input; /if_version wrong_type",
            await (await client.Send("PATCH", path, """{"if_version":"1"}""")).Problem()
        );

        Assert.Equal(
            "\"2\"",
            (await client.Send("PATCH", path, """{"title":"b"}""", ("If-Match", "\"1\""))).Headers.ETag?.Tag
        );
        Assert.Equal("\"3\"", (await client.Send("PATCH", path, """{"if_version":2,"title":"c"}""")).Headers.ETag?.Tag);
        Assert.Equal(
            "\"4\"",
            (await client.Send("PATCH", path, """{"title":"d"}""", ("If-Match", "*"))).Headers.ETag?.Tag
        );
        Assert.Equal(HttpStatusCode.OK, (await client.Send("DELETE", $"{path}?if_version=4")).StatusCode);
    }

    [Fact]
    public async Task Who_has_the_version_already_is_not_sent_it_again()
    {
        var task = await ana.Run(new AddTask("a"));
        var path = $"/api/v1/tasks/{task.Id}";

        foreach (var tag in new[] { "\"1\"", "W/\"1\"", "\"9\", \"1\"", "*" })
        {
            var same = await client.Send("GET", path, null, ("If-None-Match", tag));
            Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
            Assert.Empty(await same.Content.ReadAsByteArrayAsync(RestClient.Ct));
        }
        Assert.Equal(HttpStatusCode.OK, (await client.Send("GET", path, null, ("If-None-Match", "\"2\""))).StatusCode);
    }

    [Fact]
    public async Task A_preview_shows_the_change_and_makes_none()
    {
        var task = await ana.Run(new AddTask("a"));

        var response = await client.Send(
            "POST",
            $"/api/v1/tasks/{task.Id}/completion",
            null,
            ("Prefer", "respond-async, Preview; q=1")
        );

        var body = await response.Body();
        Assert.Equal("preview", response.Header("Preference-Applied"));
        Assert.Null(response.Header("Steward-Change-Id"));
        Assert.True(body.GetProperty("preview").GetBoolean());
        Assert.Equal("done", body.GetProperty("result").GetProperty("status").GetString());
        var change = Assert.Single(body.GetProperty("changes").EnumerateArray());
        Assert.Equal("task", change.GetProperty("entity").GetString());
        Assert.Equal("changed", change.GetProperty("kind").GetString());
        Assert.Equal(task.Id, change.GetProperty("id").GetGuid());
        Assert.NotEqual(change.GetProperty("before").ToString(), change.GetProperty("after").ToString());
        Assert.Equal(["task_added"], await ana.Events());
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer()
    {
        (string, string) key = ("Idempotency-Key", "k-1");
        var first = await client.Send("POST", "/api/v1/tasks", """{"title":"a"}""", key);
        var again = await client.Send("POST", "/api/v1/tasks", """{"title":"a"}""", key);
        var other = await client.Send("POST", "/api/v1/tasks", """{"title":"b"}""", key);

        Assert.Null(first.Header("Idempotency-Replayed"));
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(
            await first.Content.ReadAsStringAsync(RestClient.Ct),
            await again.Content.ReadAsStringAsync(RestClient.Ct)
        );
        foreach (var header in new[] { "Location", "ETag", "Steward-Change-Id" })
            Assert.Equal(first.Header(header), again.Header(header));
        Assert.Equal("422 idempotency_key_reused", await other.Problem());
    }

    [Theory]
    [InlineData("Idempotency-Key", "")]
    [InlineData("Idempotency-Key", "a b")]
    [InlineData("Time-Zone", "Mars/Olympus")]
    [InlineData("Time-Zone", "../../etc/passwd")]
    [InlineData("If-Match", "\"1\"")]
    public async Task A_header_that_cannot_be_meant_is_told(string name, string value) =>
        Assert.Equal(
            "422 invalid_input;  invalid_header; /title required",
            await (await client.Send("POST", "/api/v1/tasks", "{}", (name, value))).Problem()
        );

    [Fact]
    public async Task A_key_that_is_too_long_is_refused() =>
        Assert.Equal(
            "422 invalid_input;  invalid_header",
            await (
                await client.Send("POST", "/api/v1/tasks", """{"title":"a"}""", ("Idempotency-Key", new('k', 201)))
            ).Problem()
        );

    [Fact]
    public async Task A_time_without_a_zone_is_meant_in_that_of_the_request()
    {
        var answer = await client.Send(
            "POST",
            "/api/v1/tasks",
            """{"title":"a","due":{"date":"2026-11-20","time":"15:00"}}""",
            ("Time-Zone", "Asia/Tokyo")
        );

        Assert.Equal("Asia/Tokyo", (await answer.Body()).GetProperty("due").GetProperty("time_zone").GetString());
    }

    [Fact]
    public async Task Without_a_token_nothing_is_said_of_the_input()
    {
        var none = await host.Anonymous().Send("POST", "/api/v1/tasks", "{");
        using var wrong = host.Anonymous();
        wrong.DefaultRequestHeaders.Authorization = new("Bearer", "nobody's");
        var invalid = await wrong.Send("GET", "/api/v1/tasks?x=1");

        Assert.Equal("401 sign_in_required", await none.Problem());
        Assert.Equal("Bearer", none.Header("WWW-Authenticate"));
        Assert.Equal("401 invalid_token", await invalid.Problem());
        Assert.Equal("Bearer error=\"invalid_token\"", invalid.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task Without_the_scope_the_missing_one_is_named()
    {
        var viewer = await steward.NewMember(ana.Tenant, Role.Viewer, "Eve");

        var refused = await host.As(viewer).Send("POST", "/api/v1/tasks", """{"priority":"?"}""");

        Assert.Equal("403 missing_scope", await refused.Problem());
        Assert.Equal("write:tasks", (await refused.Body()).GetProperty("params").GetProperty("scope").GetString());
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"write:tasks\"", refused.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task What_belongs_to_another_tenant_does_not_exist()
    {
        var bob = await steward.NewOwner("Bob");
        var task = await bob.Run(new AddTask("Bob's"));

        var foreign = await client.Send("GET", $"/api/v1/tasks/{task.Id}");
        var nowhere = await client.Send("GET", $"/api/v1/tasks/{TestSteward.NewId()}");

        Assert.Equal("404 not_found", await foreign.Problem());
        Assert.Equal(
            (await nowhere.Body()).GetProperty("detail").GetString(),
            (await foreign.Body()).GetProperty("detail").GetString()
        );
    }

    [Fact]
    public async Task Nothing_to_say_is_204()
    {
        var note = await ana.Run(new AddNote("a"));

        var gone = await client.Send("DELETE", $"/api/v1/notes/{note.Id}");

        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.NotNull(gone.Header("Steward-Change-Id"));
        Assert.Empty(await gone.Content.ReadAsByteArrayAsync(RestClient.Ct));
    }

    [Fact]
    public async Task Unknown_addresses_and_methods_are_problems_too()
    {
        var nowhere = await client.Send("GET", "/api/v1/nothing");
        var method = await client.Send("PUT", "/api/v1/tasks", "{}");

        Assert.Equal("404 not_found", await nowhere.Problem());
        Assert.Equal("405 method_not_allowed", await method.Problem());
        Assert.Contains("POST", method.Content.Headers.Allow);
    }

    [Fact]
    public async Task Head_is_get_without_the_body_and_options_names_the_methods()
    {
        var task = await ana.Run(new AddTask("a"));
        var path = $"/api/v1/tasks/{task.Id}";

        var get = await client.Send("GET", path);
        var head = await client.Send("HEAD", path);
        var options = await host.Anonymous()
            .Send(
                "OPTIONS",
                path,
                null,
                ("Origin", "https://evil.example"),
                ("Access-Control-Request-Method", "DELETE")
            );

        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(RestClient.Ct));
        Assert.Equal(HttpStatusCode.NoContent, options.StatusCode);
        Assert.Equal(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH"], options.Content.Headers.Allow.Order());
        Assert.DoesNotContain(
            options.Headers,
            header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase)
        );
    }

    private static string[] Titles(System.Text.Json.JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()!)];
}
