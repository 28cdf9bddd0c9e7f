namespace Steward.Assistant;

/// <summary>What agents' files call tools, here and elsewhere, and what that is in Steward.</summary>
internal static class AgentTools
{
    private const string Ours = "mcp__steward";

    /// <summary>Tools that are no operations: the door to all operations, and other agents.</summary>
    private static readonly string[] Own = ["ask_agent", "find_operations", "run_operation", "preview_operation"];

    private static readonly Dictionary<string, string[]> Elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Agent"] = ["ask_agent"],
        ["Task"] = ["ask_agent"],
        ["TodoRead"] = ["list_tasks", "get_task"],
        ["TodoWrite"] = ["add_task", "update_task", "complete_task", "list_tasks"],
        ["ToolSearch"] = ["find_operations"],
    };

    /// <returns>Steward's tools that are meant; null: it has none such.</returns>
    public static IReadOnlyList<string>? Find(string name, Catalogue catalogue)
    {
        if (name is Ours or Ours + "__*")
            return [.. Own, .. catalogue.All.Select(operation => operation.Name)];
        if (name.StartsWith(Ours + "__", StringComparison.Ordinal))
            name = name[(Ours.Length + 2)..];
        return Own.Contains(name) || catalogue.Find(name) is not null ? [name]
            : Elsewhere.TryGetValue(name, out var tools)
                ? [.. tools.Where(tool => Own.Contains(tool) || catalogue.Find(tool) is not null)]
            : null;
    }

    /// <summary>What may be used. A tool with a restriction, as <c>Bash(git:*)</c>, is not to be had: without it would be more.</summary>
    public static (IReadOnlySet<string>? Found, IReadOnlyList<string> Missing) Allowed(
        IReadOnlyList<string>? names,
        Catalogue catalogue
    )
    {
        if (names is null or ["*"])
            return (null, []);
        var (found, missing) = (new HashSet<string>(), new List<string>());
        foreach (var name in names)
            if (Find(name, catalogue) is [_, ..] tools)
                found.UnionWith(tools);
            else if (!missing.Contains(name))
                missing.Add(name);
        return (found, missing);
    }

    /// <summary>
    /// What may not be used, tools of other servers included. A restriction is left out: nothing is more than the file wants.
    /// </summary>
    public static IReadOnlySet<string> Forbidden(IEnumerable<string> names, Catalogue catalogue) =>
        names
            .Select(name => name.Split('(')[0].Trim())
            .SelectMany(name =>
                Find(name, catalogue)
                ?? (name.StartsWith(ServerNames.Prefix, StringComparison.Ordinal) ? [name] : (string[])[])
            )
            .ToHashSet();
}
