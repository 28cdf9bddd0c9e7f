namespace Steward.Assistant;

/// <summary>A field of the front matter: a text, or a list of texts.</summary>
internal sealed record FrontField(string Name, int Line, string? Text, IReadOnlyList<string>? Items);

/// <summary>The lines between two lines of <c>---</c> with which a file begins.</summary>
internal sealed class FrontMatter
{
    private const int MostCharacters = 64 << 10;

    private FrontMatter(IReadOnlyList<FrontField> fields, string body, bool isThere) =>
        (Fields, Body, IsThere) = (fields, body, isThere);

    public IReadOnlyList<FrontField> Fields { get; }

    /// <summary>What stands below.</summary>
    public string Body { get; }
    public bool IsThere { get; }

    public static FrontMatter Read(string text, Findings findings)
    {
        var lines = text.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');
        var first = Array.FindIndex(lines, line => line.Trim() is not "");
        if (first < 0 || lines[first].TrimEnd() is not "---")
            return new([], string.Join('\n', lines), false);
        var end = Array.FindIndex(lines, first + 1, line => line.TrimEnd() is "---" or "...");
        if (end < 0)
        {
            findings.Add(first + 1, "The front matter has no end: a line of --- below it.");
            return new([], string.Join('\n', lines[(first + 1)..]), false);
        }
        var front = lines[(first + 1)..end];
        if (front.Sum(line => line.Length + 1) > MostCharacters)
            throw Findings.Fault(first + 1, $"The front matter has more than {MostCharacters} characters.");
        return new(Named(front, first + 1, findings), string.Join('\n', lines[(end + 1)..]), true);
    }

    /// <summary>Much that is written elsewhere is no YAML ("description: Use it: always"): that is read line by line.</summary>
    private static List<FrontField> Named(string[] lines, int above, Findings findings)
    {
        try
        {
            return YamlFields.Read(lines, above, findings);
        }
        catch (YamlFaultException fault)
        {
            findings.Add(
                fault.Line,
                $"This is no YAML that can be used here: {fault.Message} It was read line by line."
            );
            return LooseFields.Read(lines, above);
        }
    }
}
