namespace Steward.Bench;

internal static class Repository
{
    /// <summary>The folder of the repository that this was built in.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Steward.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
