using System.Reflection;

namespace Steward.Assistant;

/// <summary>
/// What can be said, in all languages: the files <c>intents/en.yaml</c> and so on that stand in the modules' assemblies. A file that
/// cannot be used is an <see cref="IntentFileException"/>, which names its line.
/// </summary>
internal sealed class IntentBook
{
    private const string Folder = "intents/";
    private const string Ending = ".yaml";

    /// <param name="files">The language of each, its name in faults, and its text.</param>
    /// <param name="catalogue">The operations that they may call.</param>
    public IntentBook(IEnumerable<(string Language, string Name, string Text)> files, Catalogue catalogue) =>
        Languages = [
            .. files
                .GroupBy(file => file.Language)
                .OrderByDescending(language => language.Key is "en")
                .ThenBy(language => language.Key, StringComparer.Ordinal)
                .Select(language => new IntentLanguage(
                    language.Key,
                    [.. language.Select(Read).OfType<YamlPart>()],
                    catalogue
                )),
        ];

    public static IntentBook Of(Modules modules, Catalogue catalogue) => new(Files(modules), catalogue);

    /// <summary>The Assistant's own last: what the modules do is shown first.</summary>
    public static IEnumerable<(string Language, string Name, string Text)> Files(Modules modules) =>
        modules.Assemblies.OrderBy(assembly => assembly == typeof(IntentBook).Assembly).SelectMany(Files);

    /// <summary>English first.</summary>
    public IReadOnlyList<IntentLanguage> Languages { get; }

    /// <summary>The one that is called so (<c>de</c>, <c>de-AT</c>); all, if none is.</summary>
    public IReadOnlyList<IntentLanguage> For(string? name)
    {
        var primary = name?.Split('-', '_')[0];
        var one = Languages.FirstOrDefault(language =>
            language.Name.Equals(primary, StringComparison.OrdinalIgnoreCase)
        );
        return one is null ? Languages : [one];
    }

    private static YamlPart? Read((string Language, string Name, string Text) file) =>
        YamlPart.Read(file.Name, new StringReader(file.Text));

    private static IEnumerable<(string, string, string)> Files(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
            if (name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal))
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
                yield return (
                    name[Folder.Length..^Ending.Length],
                    $"{assembly.GetName().Name}/{name}",
                    text.ReadToEnd()
                );
            }
    }
}
