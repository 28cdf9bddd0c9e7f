using System.Text.RegularExpressions;
using Steward.Server.Rest;

namespace Steward.Tests.Rest;

public sealed partial class DocsTests(TestSteward steward)
{
    [Fact]
    public async Task The_page_brings_everything_itself_and_holds_no_script()
    {
        await using var host = await RestHost.Start(steward, app => app.MapDocs());
        using var client = host.Anonymous();

        var page = await client.GetAsync(new Uri("/docs", UriKind.Relative), RestClient.Ct);
        page.EnsureSuccessStatusCode();
        var html = await page.Content.ReadAsStringAsync(RestClient.Ct);

        Assert.Contains("Steward API", html);
        Assert.All(Scripts().Matches(html), script => Assert.Equal("", script.Groups[1].Value.Trim()));
        var files = Files().Matches(html).Select(file => file.Groups[1].Value).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var address = new Uri(page.RequestMessage!.RequestUri!, file);
            Assert.Equal(host.Address.Authority, address.Authority);
            (await client.GetAsync(address, RestClient.Ct)).EnsureSuccessStatusCode();
        }
        var settings = await client.GetStringAsync(
            new Uri(page.RequestMessage!.RequestUri!, "index.js"),
            RestClient.Ct
        );
        Assert.Contains("/openapi/v1.json", settings);
        Assert.DoesNotContain("validator.swagger.io", settings);
    }

    [GeneratedRegex("<script[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Files();
}
