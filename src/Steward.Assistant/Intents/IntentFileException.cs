namespace Steward.Assistant;

/// <summary>A file of intents that cannot be used: Steward does not start with it.</summary>
public sealed class IntentFileException(string file, long line, string message)
    : Exception($"{file}, line {line}: {message}")
{
    public string File => file;
    public long Line => line;
}
