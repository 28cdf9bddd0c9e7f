using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Steward.Tests.Documents;

/// <summary>A page of the repository, as the tests read it.</summary>
internal sealed partial record Document(string Path, string Text)
{
    public static string Root { get; } = RootOf();

    public static IReadOnlyList<Document> All { get; } =
    [
        .. Directory
            .GetFiles(Root, "*.md")
            .Concat(Directory.GetFiles(System.IO.Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Of(System.IO.Path.GetRelativePath(Root, file))),
    ];

    public static Document Of(string path) => new(path, File.ReadAllText(System.IO.Path.Combine(Root, path)));

    /// <summary>The text without its blocks of code.</summary>
    public string Prose => Fence().Replace(Text, "");

    public IEnumerable<string> Code(string language) =>
        Fence().Matches(Text).Where(block => block.Groups[1].Value == language).Select(block => block.Groups[2].Value);

    /// <summary>What stands between backticks.</summary>
    public IEnumerable<string> Quoted => Backticks().Matches(Prose).Select(quoted => quoted.Groups[1].Value);

    public IEnumerable<string> Links => Link().Matches(Prose).Select(link => link.Groups[1].Value);

    /// <summary>The anchors of its headings, as GitHub makes them.</summary>
    public IEnumerable<string> Anchors =>
        Heading()
            .Matches(Prose)
            .Select(heading => NotInAnchor().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>The part under a heading, to the next one of any level.</summary>
    public Document Under(string heading) => this with { Text = Text.Split($"\n## {heading}\n")[1].Split("\n## ")[0] };

    /// <summary>The names in backticks that begin the rows of its tables.</summary>
    public IEnumerable<string> RowNames => RowName().Matches(Text).Select(row => row.Groups[1].Value);

    private static string RootOf([CallerFilePath] string file = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, "../../.."));

    [GeneratedRegex(@"^```(\w*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex RowName();
}
