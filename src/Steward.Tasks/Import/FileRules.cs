namespace Steward.Tasks;

/// <summary>
/// Reads the rules of a file, each once and not too many: to find out that one never happens may take a walk through 400 years.
/// </summary>
internal sealed class FileRules(ImportFaults faults)
{
    private const int Most = 5000;
    private const int MostWrong = 100;

    private readonly Dictionary<string, (Recurrence? Rule, string? Fault)> read = [];
    private int wrong;
    private bool isFull;

    /// <summary>What is wrong with the line's rule; null: nothing.</summary>
    public string? Read(SeriesLine line)
    {
        if (!read.TryGetValue(line.Rule, out var known))
        {
            if (wrong == MostWrong || read.Count == Most)
            {
                if (!isFull)
                    faults.Spoil(
                        line.Place,
                        $"Rules were not read from here on: there are {Most} others before, or {MostWrong} that are wrong."
                    );
                isFull = true;
                return null;
            }
            read[line.Rule] = known = Read(line.Rule);
            if (known.Fault is not null)
                wrong++;
        }
        line.Recurrence = known.Rule;
        return known.Fault;
    }

    private static (Recurrence?, string?) Read(string rule)
    {
        try
        {
            return (Recurrence.Parse(rule), null);
        }
        catch (RefusalException refusal)
        {
            return (null, refusal.Errors[0].Message);
        }
    }
}
