using Microsoft.AspNetCore.Builder;

namespace Steward.Server.Web;

/// <summary>
/// The web app: what <c>npm run build</c> has made, from beside the program. Where no endpoint answers, a browser gets a file of it, and
/// for every other address the app itself, which knows its pages.
/// </summary>
internal static class WebApp
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "web");

    public static bool IsBuilt => File.Exists(Path.Combine(Folder, "index.html"));

    public static void UseWebApp(this WebApplication app)
    {
        if (!IsBuilt)
            return;
        var files = WebFiles.In(Folder);
        app.Use(
            (http, next) =>
                http.GetEndpoint() is null && files.For(http.Request) is { } file ? file.Send(http) : next(http)
        );
    }
}
