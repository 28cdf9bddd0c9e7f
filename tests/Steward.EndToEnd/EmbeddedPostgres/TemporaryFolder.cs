using System.Diagnostics;

namespace Steward.EndToEnd.EmbeddedPostgres;

/// <summary>A data folder for one test, as deep and odd as a real one may be.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("steward-test-").FullName;

    public TemporaryFolder(string name = "data")
    {
        Path = System.IO.Path.Combine(root, name);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void GiveTo(string user)
    {
        using var chown = Process.Start("chown", ["-R", user, root]);
        chown.WaitForExit();
        Assert.Equal(0, chown.ExitCode);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
