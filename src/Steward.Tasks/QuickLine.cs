namespace Steward.Tasks;

/// <summary>A line of quick add: what was understood of it, whom its names mean, and the task that it becomes.</summary>
internal sealed class QuickLine
{
    private const int MostCandidates = 10;

    private readonly OutlineLine line;
    private readonly PhraseReading reading;
    private readonly Guid id;
    private readonly Guid? defaultProject;
    private readonly Dictionary<PhraseSpan, Guid> found = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<PhraseSpan> left = new(ReferenceEqualityComparer.Instance);
    private readonly List<QuickUnresolved> unresolved = [];

    private QuickLine(OutlineLine line, PhraseReading reading, QuickLine? parent, Guid id, Guid? defaultProject)
    {
        (this.line, this.reading, this.id, this.defaultProject) = (line, reading, id, defaultProject);
        Parent = parent;
    }

    /// <summary>The lines of a text, each with the one that it is indented under.</summary>
    public static IReadOnlyList<QuickLine> Read(QuickAdd command, PhraseContext where, OperationContext context)
    {
        var lines = new List<QuickLine>();
        var above = new List<QuickLine>();
        foreach (var line in Outline.Read(command.Text))
        {
            above.RemoveRange(line.Depth, above.Count - line.Depth);
            var read = new QuickLine(
                line,
                Phrases.Read(line.Text, where),
                above.LastOrDefault(),
                command.Ids?.Count > lines.Count ? command.Ids[lines.Count] : context.NewId(),
                command.ProjectId
            );
            lines.Add(read);
            above.Add(read);
        }
        return lines;
    }

    public QuickLine? Parent { get; }
    public int Number => line.Number;
    public string Title => reading.TitleWithout(Taken);

    /// <summary>Those that it names itself.</summary>
    public Guid? OwnProject => Ids(SpanKind.Project).Cast<Guid?>().FirstOrDefault();
    public Guid? OwnSection => Ids(SpanKind.Section).Cast<Guid?>().FirstOrDefault();

    public Guid? Project => OwnProject ?? (Parent is null ? defaultProject : Parent.Project);
    public Guid? Section => OwnSection ?? Parent?.Section;

    public IEnumerable<string> Names(SpanKind kind) => Marks(kind).Select(mark => mark.Value);

    /// <summary>Takes from the found rows whom its names of this kind mean.</summary>
    public void Resolve(SpanKind kind, ILookup<string, NamedRow> rows)
    {
        foreach (var mark in Marks(kind))
            switch (rows[mark.Value].ToList())
            {
                case [var row]:
                    found[mark] = row.Id;
                    break;
                case []:
                    Leave(mark, UnresolvedReason.Unknown, []);
                    break;
                case var several:
                    Leave(mark, UnresolvedReason.Ambiguous, several);
                    break;
            }
    }

    /// <summary>Leaves its section text: it stands in no project.</summary>
    public void LeaveSection()
    {
        foreach (var mark in Marks(SpanKind.Section))
            Leave(mark, UnresolvedReason.NoProject, []);
    }

    /// <summary>What adds its task. One below another stands where that does.</summary>
    public AddTask Call(string zone) =>
        new(
            Title,
            reading.Notes,
            reading.Priority ?? 4,
            reading.Due is { } due ? new(due.Date, due.Time, due.Time is null ? null : zone) : null,
            reading.Start?.Date,
            EstimateMinutes: reading.EstimateMinutes,
            ProjectId: Parent is null ? Project : null,
            SectionId: Parent is null ? OwnSection : null,
            ParentId: Parent?.id,
            LabelIds: [.. Ids(SpanKind.Label).Distinct()],
            AssigneeIds: [.. Ids(SpanKind.Assignee).Distinct().Select(member => new UserId(member))],
            Recurrence: reading.Recurrence?.Rule,
            RecurrenceFrom: reading.Recurrence is { FromCompletion: true } ? RecurrenceFrom.Completion : null,
            Id: id
        );

    public QuickItem Item(TaskView task) =>
        new(
            Number,
            task.Title,
            task,
            [
                .. Taken.Select(span => new QuickSpan(
                    line.Start + span.Start,
                    span.Length,
                    span.Kind,
                    // A task begins on a day, at no time of it.
                    span.Kind is SpanKind.Start
                        ? $"{reading.Start!.Date:yyyy-MM-dd}"
                        : span.Value,
                    found.TryGetValue(span, out var named) ? named : null
                )),
            ],
            unresolved
        );

    private IEnumerable<PhraseSpan> Taken => reading.Spans.Where(span => !left.Contains(span));

    private IEnumerable<PhraseSpan> Marks(SpanKind kind) => reading.Spans.Where(span => span.Kind == kind);

    private IEnumerable<Guid> Ids(SpanKind kind) => Marks(kind).Where(found.ContainsKey).Select(mark => found[mark]);

    private void Leave(PhraseSpan mark, UnresolvedReason reason, IReadOnlyList<NamedRow> rows)
    {
        left.Add(mark);
        unresolved.Add(
            new(
                line.Start + mark.Start,
                mark.Length,
                mark.Kind,
                mark.Value,
                reason,
                [
                    .. rows.OrderBy(row => row.Id)
                        .Take(MostCandidates)
                        .Select(row => new QuickCandidate(row.Id, row.Label)),
                ]
            )
        );
    }
}
