namespace Steward.Kernel;

/// <summary>The unit that a rule counts in (FREQ). Nothing below a day: the time of day comes from the start.</summary>
public enum RecurrenceFrequency
{
    Daily,
    Weekly,
    Monthly,
    Yearly,
}
