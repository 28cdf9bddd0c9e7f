namespace Steward.Server.EmbeddedPostgres;

/// <summary>Keeps a second server out of a data folder. The operating system lifts it when the process ends.</summary>
internal static class DataFolderLock
{
    public static FileStream Take(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "steward.lock");
        try
        {
            Directory.CreateDirectory(
                dataFolder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmbeddedPostgresException($"The data folder {dataFolder} is not writable by this user.", error);
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new EmbeddedPostgresException(
                $"Another Steward is running on the data folder {dataFolder}. Stop it, or choose another folder.",
                error
            );
        }
        catch (IOException error)
        {
            throw new EmbeddedPostgresException($"The data folder {dataFolder} cannot be used: {error.Message}", error);
        }
    }
}
