namespace Steward.Kernel;

/// <summary>
/// Who asks, when and where: what <c>now</c>, <c>today</c>, <c>start_of_week</c> and <c>me</c> mean. A module derives its own where its
/// conditions need more of the caller.
/// </summary>
/// <param name="Now">The time of the call.</param>
/// <param name="TimeZone">An IANA zone that exists; days begin and end in it.</param>
/// <param name="Me">The caller.</param>
/// <param name="WeekStart">The first day of the week.</param>
public record QueryContext(DateTimeOffset Now, string TimeZone, UserId Me, DayOfWeek WeekStart = DayOfWeek.Monday)
{
    public DateOnly Today => Zones.Today(Now, TimeZone);
}
