namespace Steward.Tasks;

/// <summary>What is wrong with a file: what may be left out, and what spoils all of it.</summary>
internal sealed class ImportFaults
{
    public const int Most = 100;

    private readonly List<ImportFault> listed = [];

    public IReadOnlyList<ImportFault> Listed => listed;
    public int Count { get; private set; }

    /// <summary>Whether there are faults that leaving lines out does not mend.</summary>
    public bool SpoilAll { get; private set; }

    /// <summary>Of one line, which may be left out.</summary>
    public void Add(string place, string message)
    {
        if (++Count <= Most)
            listed.Add(new(place, message));
    }

    public void Spoil(string place, string message)
    {
        SpoilAll = true;
        Add(place, message);
    }

    /// <summary>Refuses, with each fault that is listed; those that may be left out only if they are not to be.</summary>
    public void Check(bool skipInvalid)
    {
        if (Count == 0 || (skipInvalid && !SpoilAll))
            return;
        var more = Count > Most ? $" And {Count - Most} more." : "";
        throw new RefusalException(
            RefusalKind.Invalid,
            "invalid_file",
            $"Nothing was imported: {string.Join(" ", listed.Take(5).Select(Sentence))}{(Count > 5 ? " ..." : "")}{more} "
                + "Mend the file, correct the columns, or say skip_invalid to leave out what is wrong."
        )
        {
            Errors = [.. listed.Select(fault => new InputError("/content", "invalid_line", Sentence(fault)))],
            Params = new Dictionary<string, object?> { ["faults"] = Count },
        };
    }

    private static string Sentence(ImportFault fault) =>
        fault.Place is ""
            ? fault.Message
            : $"{char.ToUpperInvariant(fault.Place[0])}{fault.Place[1..]}: {fault.Message}";
}
