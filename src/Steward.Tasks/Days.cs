namespace Steward.Tasks;

internal static class Days
{
    /// <summary>So many days later; at the ends of the calendar as many as there are.</summary>
    public static DateOnly Plus(this DateOnly date, int days) =>
        DateOnly.FromDayNumber(
            (int)Math.Clamp((long)date.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber)
        );
}
