namespace Steward.Tasks;

/// <summary>Where a task stands. The first three are open.</summary>
public enum Status
{
    Todo,
    InProgress,
    InReview,
    Done,
    Cancelled,
}
