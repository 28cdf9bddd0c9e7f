namespace Steward.Assistant;

/// <summary>Reads an agent's file: front matter, and below it the instructions in Markdown.</summary>
public static class AgentReader
{
    public const int LongestText = 256 << 10;
    private const int LongestDescription = 4000;
    private const int LongestWord = 200;
    private const int MostTools = 200;
    private const int MostReviewers = 20;
    private const int MostTriggers = 100;
    private const int MostTurns = 200;

    private static readonly string[] Known =
    [
        "name",
        "description",
        "model",
        "tools",
        "disallowedTools",
        "maxTurns",
        "reviewers",
        "color",
        "proactive_triggers",
        "memory",
    ];

    /// <param name="text">The whole file.</param>
    /// <param name="fallbackName">What it is called if it does not say so itself: its file's name, say.</param>
    /// <param name="isOwn">
    /// Strict: whatever is not as it should be is a refusal that names the line. Otherwise the file is taken as far as it goes, with
    /// warnings.
    /// </param>
    /// <param name="catalogue">The operations that its tools may be.</param>
    public static AgentDefinition Read(string text, string? fallbackName, bool isOwn, Catalogue catalogue)
    {
        text = text.TrimStart('\uFEFF');
        CheckText(text);
        var findings = new Findings(isOwn);
        text = Repaired(text, findings);
        var front = FrontMatter.Read(text, findings);
        var fields = new AgentFields(Fields(front, findings), findings);
        var body = front.Body.Trim();
        if (body is "")
            findings.Add(1, "It has no instructions: the Markdown below the front matter.");
        var named = fields.Names("tools", MostTools);
        var (tools, missing) = AgentTools.Allowed(named, catalogue);
        return new()
        {
            Name = Name(fields, fallbackName, findings),
            Description = Description(fields, body, findings),
            Model = fields.Text("model", LongestWord) is { } model and not "inherit" ? model : null,
            Tools = tools,
            NamedTools = named,
            MissingTools = missing,
            DisallowedTools = AgentTools.Forbidden(fields.Names("disallowedTools", MostTools) ?? [], catalogue),
            MaxTurns = fields.Number("maxTurns", MostTurns),
            Reviewers = Reviewers(fields, findings),
            Color = fields.Text("color", LongestWord),
            ProactiveTriggers = fields.List("proactive_triggers", MostTriggers) ?? [],
            Memory = fields.Text("memory", LongestWord),
            Instructions = body,
            Warnings = findings.Warnings,
        };
    }

    private static void CheckText(string text)
    {
        if (text.Length > LongestText || System.Text.Encoding.UTF8.GetByteCount(text) > LongestText)
            throw Findings.Fault(
                1,
                $"It is longer than {LongestText >> 10} KiB. Leave out what the agent does not need."
            );
        if (string.IsNullOrWhiteSpace(text))
            throw Findings.Fault(1, "It is empty.");
        for (var at = 0; at < text.Length; at++)
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                at++;
            else if (text[at] is '\0' or '\uFFFE' || char.IsSurrogate(text[at]))
                throw Findings.Fault(
                    1 + text.AsSpan(0, at).Count('\n'),
                    "Here stands a NUL character, half a surrogate pair or U+FFFE."
                );
    }

    private static string Repaired(string text, Findings findings)
    {
        var repaired = MisdecodedText.Repair(text);
        if (!ReferenceEquals(repaired, text))
        {
            var same = text.AsSpan().CommonPrefixLength(repaired);
            findings.Add(
                1 + text.AsSpan(0, same).Count('\n'),
                "From here on text had been decoded wrongly when the file was saved (UTF-8 taken for another encoding). It was repaired."
            );
        }
        return repaired;
    }

    private static Dictionary<string, FrontField> Fields(FrontMatter front, Findings findings)
    {
        var fields = new Dictionary<string, FrontField>();
        foreach (var field in front.Fields)
            if (Meant(field.Name, findings.IsOwn) is not { } name)
                findings.Add(
                    field.Line,
                    $"'{Shown(field.Name)}' is no field that is known here, and is not used. Known are {string.Join(", ", Known)}."
                );
            else if (!fields.TryAdd(name, field))
                findings.Add(field.Line, $"'{name}' stands here a second time; the first one holds.");
        return fields;
    }

    /// <summary>Elsewhere it may be called maxTurns, max_turns or max-turns.</summary>
    private static string? Meant(string name, bool isOwn) =>
        isOwn
            ? Known.FirstOrDefault(known => known == name)
            : Known.FirstOrDefault(known => Bare(known).Equals(Bare(name), StringComparison.OrdinalIgnoreCase));

    private static string Bare(string name) => name.Replace("_", "").Replace("-", "");

    private static string Shown(string name) => AgentFields.Start(name, 60);

    private static string Name(AgentFields fields, string? fallbackName, Findings findings)
    {
        var (given, line) = (fields.Text("name", LongestWord), fields.Line("name"));
        if (given is not null && AgentName.IsValid(given))
            return given;
        if (given is not null)
            findings.Add(line, $"'{Shown(given)}' is no name. {AgentName.Rule}");
        else if (fallbackName is null)
            throw Findings.Fault(
                line,
                "It has no name: give it one, with name: in the front matter or beside the file."
            );
        return AgentName.Like(given ?? "")
            ?? AgentName.Like(fallbackName ?? "")
            ?? throw Findings.Fault(line, AgentName.Rule);
    }

    private static string Description(AgentFields fields, string body, Findings findings)
    {
        if (fields.Text("description", LongestDescription) is { } given)
            return given;
        findings.Add(fields.Line("description"), "It has no description; its first words were taken.");
        var first = body.Split('\n')
            .Select(line => line.Trim(' ', '\t', '#', '*', '>'))
            .FirstOrDefault(line => line is not "");
        return AgentFields.Start(first ?? "", LongestWord);
    }

    private static List<string> Reviewers(AgentFields fields, Findings findings)
    {
        var reviewers = new List<string>();
        foreach (var name in fields.Names("reviewers", MostReviewers) ?? [])
        {
            if (!AgentName.IsValid(name))
                findings.Add(fields.Line("reviewers"), $"'{Shown(name)}' is no agent's name. {AgentName.Rule}");
            if (AgentName.Like(name) is { } like && !reviewers.Contains(like))
                reviewers.Add(like);
        }
        return reviewers;
    }
}
