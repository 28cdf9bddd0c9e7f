using System.Text.Json;

namespace Steward.Tests.Identity.Tokens;

/// <summary>The data that nobody here wrote: beside the repository, not in it.</summary>
internal static class SharedData
{
    public static JsonElement Json(string path)
    {
        using var document = JsonDocument.Parse(Bytes(path));
        return document.RootElement.Clone();
    }

    public static string Text(string path) => System.Text.Encoding.UTF8.GetString(Bytes(path));

    private static byte[] Bytes(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Steward.slnx")))
            folder = folder.Parent;
        var file = Path.Combine(folder?.Parent?.FullName ?? "", "shared", "data", path);
        Assert.SkipUnless(File.Exists(file), $"../shared/data/{path} is not here: these vectors were not run.");
        return File.ReadAllBytes(file);
    }
}
