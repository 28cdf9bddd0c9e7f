namespace Steward.Kernel;

/// <summary>
/// What becomes of a day that the month (or year) does not have, as 31 April: SKIP of RFC 7529, section 4.1, whose FORWARD is
/// not supported.
/// </summary>
public enum RecurrenceSkip
{
    /// <summary>There is no occurrence.</summary>
    Omit,

    /// <summary>The occurrence is on the last day that there is: 31 January, 28 February, 31 March.</summary>
    Backward,
}
