namespace Steward.Server.EmbeddedPostgres;

internal static class Programs
{
    public static bool OnPath(string name, out string path)
    {
        var folders =
            Environment.GetEnvironmentVariable("PATH")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];
        path = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? "";
        return path != "";
    }
}
