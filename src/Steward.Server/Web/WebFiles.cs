using Microsoft.AspNetCore.StaticFiles;
using Steward.Server.Hosting;

namespace Steward.Server.Web;

/// <summary>The files by their addresses. They are read at the start and kept: what is not among them is not in the folder, whatever the address says.</summary>
internal sealed class WebFiles
{
    private const string Page = "/index.html";

    /// <summary>What the build has written beside a file, the smallest first.</summary>
    private static readonly (string Encoding, string Ending)[] Compressed = [("br", ".br"), ("gzip", ".gz")];

    private readonly Dictionary<string, WebFile[]> files = new(StringComparer.Ordinal);

    public static WebFiles In(string folder)
    {
        var types = new FileExtensionContentTypeProvider
        {
            Mappings = { [".webmanifest"] = "application/manifest+json" },
        };
        var all = new WebFiles();
        var paths = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToHashSet(StringComparer.Ordinal);
        foreach (
            var path in paths.Where(path =>
                types.TryGetContentType(path, out _) && !path.EndsWith(".gz", StringComparison.Ordinal)
            )
        )
        {
            var address = "/" + Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            var type = types.Mappings[Path.GetExtension(path)];
            all.files[address] =
            [
                .. Compressed
                    .Where(form => paths.Contains(path + form.Ending))
                    .Select(form => new WebFile(path + form.Ending, address, type, form.Encoding)),
                new WebFile(path, address, type, null),
            ];
        }
        return all;
    }

    /// <summary>Null: the request is none for the app.</summary>
    public WebFile? For(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return null;
        var forms = files.GetValueOrDefault(request.Path.Value ?? "") ?? (IsPage(request) ? files[Page] : null);
        return forms?.First(form => form.Encoding is null || Accepts(request, form.Encoding));
    }

    /// <summary>A browser goes there; nothing that only looks like a file of ours, which is gone.</summary>
    private static bool IsPage(HttpRequest request) =>
        !SecurityHeaders.IsData(request.Path)
        && !Path.HasExtension(request.Path.Value)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool Accepts(HttpRequest request, string encoding) =>
        request
            .Headers.AcceptEncoding.ToString()
            .Split(',', StringSplitOptions.TrimEntries)
            .Any(one => one.Equals(encoding, StringComparison.OrdinalIgnoreCase));
}
