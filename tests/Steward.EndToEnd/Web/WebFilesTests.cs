using System.Net;

namespace Steward.EndToEnd.Web;

/// <summary>How the server sends the app.</summary>
[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class WebFilesTests(WebStage stage)
{
    [Theory]
    [InlineData("/", "text/html", HttpStatusCode.OK, "text/html")]
    [InlineData("/tasks/projects/019aa0f0-7c00-7000-8000-000000000001", "text/html", HttpStatusCode.OK, "text/html")]
    [InlineData("/manifest.webmanifest", "*/*", HttpStatusCode.OK, "application/manifest+json")]
    [InlineData("/tasks", "application/json", HttpStatusCode.NotFound, "application/problem+json")]
    [InlineData("/assets/gone-12345678.js", "*/*", HttpStatusCode.NotFound, "application/problem+json")]
    [InlineData("/api/v1/none", "text/html", HttpStatusCode.NotFound, "application/problem+json")]
    [InlineData("/..%2f..%2fsteward.json", "*/*", HttpStatusCode.NotFound, "application/problem+json")]
    public async Task A_page_a_file_or_nothing(string path, string accept, HttpStatusCode status, string type)
    {
        using var client = new HttpClient { BaseAddress = stage.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await client.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task It_is_small_on_the_way_kept_and_allows_no_inline_script()
    {
        using var client = new HttpClient { BaseAddress = stage.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        using var page = await client.SendAsync(request);
        var html = await page.Content.ReadAsStringAsync();
        var script = html.Split("crossorigin src=\"")[^1].Split('"')[0];
        using var asked = new HttpRequestMessage(HttpMethod.Get, script);
        asked.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
        using var file = await client.SendAsync(asked);

        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy);
        Assert.DoesNotContain("<script>", html);
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        Assert.Equal(["br"], file.Content.Headers.ContentEncoding);
        Assert.Contains("immutable", file.Headers.CacheControl!.ToString());

        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.TryAddWithoutValidation("Accept", "text/html");
        again.Headers.IfNoneMatch.Add(page.Headers.ETag!);
        using var unchanged = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }
}
