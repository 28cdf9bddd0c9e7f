using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Steward.Server.Web;

namespace Steward.Tests.Server;

public sealed class WebFileTests
{
    [Fact]
    public async Task Under_a_running_server_the_files_may_be_replaced_and_it_sends_those_that_it_knows()
    {
        var folder = Directory.CreateTempSubdirectory("steward-web-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), "old", TestContext.Current.CancellationToken);
        var files = WebFiles.In(folder);
        var before = await Send(files);

        Directory.Delete(folder, recursive: true);
        var after = await Send(files);

        Assert.Equal("old", before.Body);
        Assert.Equal(before, after);
    }

    private static async Task<(string Body, string Tag)> Send(WebFiles files)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        using var body = new MemoryStream();
        http.Response.Body = body;
        (http.Request.Method, http.Request.Path) = ("GET", "/index.html");
        await files.For(http.Request)!.Send(http);
        return (System.Text.Encoding.UTF8.GetString(body.ToArray()), http.Response.Headers.ETag.ToString());
    }
}
