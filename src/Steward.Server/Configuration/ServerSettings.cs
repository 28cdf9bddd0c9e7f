using Steward.Assistant;
using static Steward.Server.Configuration.SettingTypes;

namespace Steward.Server.Configuration;

/// <summary>The settings of the MCP servers that tenants may enable: <c>mcp:catalogue:0:name</c> and so on.</summary>
internal static class ServerSettings
{
    private const int LongestDescription = 500;

    public static OutsideOptions Read(Settings settings, string dataFolder)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<CatalogueEntry>();
        foreach (var item in settings.Items("mcp:catalogue"))
        {
            var entry = Entry(settings, item);
            if (entry.Name.Length > 0 && !names.Add(entry.Name))
                settings.Fault($"{item}:name", $"\"{entry.Name}\" is the name of another entry already.");
            entries.Add(entry);
        }
        return new() { Catalogue = entries, Folder = Path.Combine(dataFolder, "servers") };
    }

    private static CatalogueEntry Entry(Settings settings, string item) =>
        new(Required(settings, $"{item}:name", Name) ?? "", Required(settings, $"{item}:command", Command) ?? "")
        {
            Description = settings.Value($"{item}:description", Description, "")!,
            Arguments = settings.List($"{item}:args", text => text),
            Environment = settings
                .List($"{item}:environment", Variable, secret: true)
                .DistinctBy(one => one.Key)
                .ToDictionary(one => one.Key, one => one.Value),
            HasNetwork = settings.Value($"{item}:network", YesOrNo),
            Folders = settings.List($"{item}:folders", Folder),
            Memory = (int)settings.Value($"{item}:memory", Number(16, 1 << 20), 512),
            Processes = (int)settings.Value($"{item}:processes", Number(1, 10_000), 64),
        };

    private static T? Required<T>(Settings settings, string key, Func<string, T> parse)
    {
        if (settings.Text(key) is null)
            settings.Fault(key, "is missing.");
        return settings.Value(key, parse);
    }

    private static string Name(string text) =>
        ServerNames.IsName(text) ? text : throw new FormatException($"is no name. {ServerNames.Rule}");

    private static string Command(string text) =>
        CatalogueEntry.IsProgram(text)
            ? text
            : throw new FormatException("is no program: write its whole path, or the name of one in /usr/bin.");

    private static string Description(string text) =>
        text.Length <= LongestDescription
            ? text
            : throw new FormatException($"is longer than {LongestDescription} characters.");

    private static string Folder(string text) =>
        Path.IsPathRooted(text) && Directory.Exists(text) && Path.GetFullPath(text) is not "/"
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(text))
            : throw new FormatException("is not a folder with its whole path, or is all there is.");

    private static KeyValuePair<string, string> Variable(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
            ? new(text[..end], text[(end + 1)..])
            : throw new FormatException("is not NAME=value.");
}
