namespace Steward.Tasks;

/// <summary>What the next occurrence of a repeating task is counted from.</summary>
public enum RecurrenceFrom
{
    /// <summary>The dates of the rule, whenever the task is done.</summary>
    Schedule,

    /// <summary>The day on which the task was done.</summary>
    Completion,
}
