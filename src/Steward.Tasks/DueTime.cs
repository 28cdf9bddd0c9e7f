namespace Steward.Tasks;

internal static class DueTime
{
    /// <summary>The instant at which clocks in the zone show that time, as <see cref="Zones.At"/> has it.</summary>
    [DbFunction("due_at", "tasks")]
    public static DateTimeOffset At(DateOnly date, TimeOnly time, string zone) =>
        throw new InvalidOperationException("Runs in the database only.");
}
