namespace Steward.Assistant;

/// <summary>What is wrong with an agent's file: in one of our own a fault that names the line, elsewhere a warning.</summary>
internal sealed class Findings(bool isOwn)
{
    private const int Most = 50;
    private readonly List<string> warnings = [];

    public bool IsOwn => isOwn;
    public IReadOnlyList<string> Warnings => warnings;

    public void Add(int line, string message)
    {
        if (isOwn)
            throw Fault(line, message);
        if (warnings.Count < Most)
            warnings.Add($"Line {line}: {message}");
    }

    /// <summary>What no file may have.</summary>
    public static RefusalException Fault(int line, string message) =>
        new(RefusalKind.Invalid, "invalid_agent", $"The agent's file, line {line}: {message}")
        {
            Params = new Dictionary<string, object?> { ["line"] = line },
            Errors = [new("/text", "invalid_agent", $"Line {line}: {message}")],
        };
}
