namespace Steward.Tasks;

/// <summary>
/// Which labels and members few tasks refer to. PostgreSQL keeps one plan for all labels, made for the average one; tasks of these are
/// looked up before everything else, whatever the average is.
/// </summary>
internal sealed record FewTasks(IReadOnlyDictionary<Guid, int> Counts)
{
    public const int Most = 2000;

    public static readonly FewTasks Unknown = new(new Dictionary<Guid, int>());

    /// <summary>Whether all that is found is among few: of what else it has is told by each row itself.</summary>
    public bool Lead { get; init; }

    /// <summary>Those of one or another of them, together.</summary>
    public bool Have(IEnumerable<Guid> targets) =>
        targets.Sum(target => Counts.GetValueOrDefault(target, Most + 1)) <= Most;
}
