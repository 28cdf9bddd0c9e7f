namespace Steward.Tasks;

[Operation("quick_add", Scopes.WriteTasks, Route = "POST /tasks/quick_add", Everyday = 6, ReachesFurther = true)]
[Description(
    "Adds tasks from text as people write it, in English or German: one task a line, indented lines are subtasks. Dates, times, "
        + "recurrence, estimates and the marks #project /section @label +assignee !1 // notes are understood; names that nobody has "
        + "stay in the title and are told as unresolved. Use it for somebody's own words; add_task where the fields are known."
)]
public sealed record QuickAdd(
    [property: Required, MaxLength(QuickAdd.LongestText)]
    [property: Description(
        "As: Pay the rent tomorrow at 9 #Home @bills !1. Quotes keep what they hold from being understood."
    )]
        string Text,
    [property: TimeZoneName, MaxLength(64), Description("The IANA zone of its days and times. Absent: the caller's.")]
        string? TimeZone = null,
    [property: Description("The time that today and tomorrow are counted from. Absent: now.")]
        DateTimeOffset? Now = null,
    [property: MaxLength(35), Description("en or de. Absent: each is tried.")] string? Language = null,
    [property: Resource("project"), Description("Where tasks go that name no project.")] Guid? ProjectId = null,
    [property: Description("Adds nothing, and answers with what would be added.")] bool Preview = false,
    [property: MaxLength(Outline.MostLines)]
    [property: Description(
        "Ids made by the client, UUIDs of version 7: the first task gets the first one. The others get new ones."
    )]
        IReadOnlyList<Guid>? Ids = null
) : ICommand<QuickAddResult>, IValidatableObject
{
    public const int LongestText = 100_000;

    private const int FirstYear = 1970;
    private const int LastYear = 2199;

    /// <summary>Days are counted from it, some of them for centuries.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Now is { UtcDateTime.Year: < FirstYear or > LastYear })
            yield return new($"now must lie between {FirstYear} and {LastYear}.", [nameof(Now)]);
    }

    internal sealed class Handler : IHandler<QuickAdd, QuickAddResult>
    {
        public async Task<QuickAddResult> Handle(QuickAdd command, OperationContext context, CancellationToken ct)
        {
            if (command.Preview)
                context.OnlyPreview();
            var zone = command.TimeZone ?? context.TimeZone;
            var lines = QuickLine.Read(command, new(command.Now ?? context.Now, zone, command.Language), context);
            await new QuickNames(lines, context).Find(ct);
            QuickFaults.Check(lines);
            var tasks = await context.CallAll(
                [.. lines.Select(line => line.Call(zone))],
                (refusal, index) => QuickFaults.OfLine(refusal, lines[index].Number),
                ct
            );
            return new([.. lines.Zip(tasks, (line, task) => line.Item(task))]);
        }
    }
}
