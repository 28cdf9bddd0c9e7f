namespace Steward.Tasks;

/// <summary>How somebody says that a task repeats, understood.</summary>
/// <param name="Rule">By which it comes back.</param>
/// <param name="From">What it counts from, if the text says so.</param>
internal sealed record RecurrenceText(Recurrence Rule, RecurrenceFrom? From = null)
{
    public static RecurrenceText Read(string text) => new(Recurrence.Parse(text, "/recurrence"));
}
