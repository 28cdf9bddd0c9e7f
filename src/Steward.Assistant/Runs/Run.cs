namespace Steward.Assistant;

public enum RunState
{
    /// <summary>It begins when there is room.</summary>
    Queued,
    Running,

    /// <summary>A person has to decide about one of its calls, or another agent works for it.</summary>
    Waiting,
    Done,

    /// <summary><c>code</c> and <c>message</c> say why.</summary>
    Failed,
    Cancelled,
}

/// <summary>One turn of an agent's work: a row of <c>assistant.run</c>.</summary>
internal sealed record Run
{
    public required TenantId Tenant { get; init; }
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public required UserId User { get; init; }

    /// <summary>Null: local intents first, then the usual agent.</summary>
    public string? Agent { get; init; }
    public required string Said { get; init; }
    public required IReadOnlyList<Guid> Selection { get; init; }
    public required RunCaller Caller { get; init; }
    public required RunState State { get; init; }
    public string? Code { get; init; }
    public string? Message { get; init; }
    public string? Answer { get; init; }
    public Guid? ParentId { get; init; }

    /// <summary>The run that a person began; its own id, if that is this one.</summary>
    public required Guid RootId { get; init; }
    public required int Depth { get; init; }
    public required bool IsTainted { get; init; }
    public required IReadOnlyList<Guid> Named { get; init; }
    public required long InputTokens { get; init; }
    public required long OutputTokens { get; init; }

    /// <summary>In millionths of a US dollar, as the models' prices are configured.</summary>
    public required long Cost { get; init; }
    public required bool IsCancelled { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How often a node was lost while it worked on it.</summary>
    public int Lost { get; init; }

    public bool HasEnded => State is RunState.Done or RunState.Failed or RunState.Cancelled;

    /// <param name="row">Of <c>assistant.run</c>, all columns in their order.</param>
    public static Run Of(object?[] row) =>
        new()
        {
            Tenant = new((Guid)row[0]!),
            Id = (Guid)row[1]!,
            ConversationId = (Guid)row[2]!,
            User = new((Guid)row[3]!),
            Agent = (string?)row[4],
            Said = (string)row[5]!,
            Selection = (Guid[])row[6]!,
            Caller = RunCaller.Parse((string)row[7]!),
            State = Enum.Parse<RunState>((string)row[8]!),
            Code = (string?)row[9],
            Message = (string?)row[10],
            Answer = (string?)row[11],
            ParentId = (Guid?)row[12],
            RootId = (Guid)row[13]!,
            Depth = (int)row[14]!,
            IsTainted = (bool)row[15]!,
            Named = (Guid[])row[16]!,
            InputTokens = (long)row[17]!,
            OutputTokens = (long)row[18]!,
            Cost = (long)row[19]!,
            IsCancelled = (bool)row[20]!,
            CreatedAt = Time(row[21])!.Value,
            StartedAt = Time(row[22]),
            EndedAt = Time(row[23]),
            Lost = (int)row[27]!,
        };

    private static DateTimeOffset? Time(object? value) => value is DateTime time ? new(time, TimeSpan.Zero) : null;
}

public sealed record RunView(
    Guid Id,
    Guid ConversationId,
    [property: Description("Which agent was asked for; null: whoever fits.")] string? Agent,
    [property: Description("What the person said.")] string Said,
    RunState State,
    [property: Description("What the agent answered; null until it has.")] string? Answer,
    [property: Description("Why it failed, as model_unavailable.")] string? Code,
    [property: Description("The same for people.")] string? Message,
    [property: Description(
        "Whether it has read text that you have not written: then it asks before it changes more than you named."
    )]
        bool IsTainted,
    long InputTokens,
    long OutputTokens,
    [property: Description("In millionths of a US dollar, as the models' prices are configured.")] long Cost,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt
)
{
    internal static RunView Of(Run run) =>
        new(
            run.Id,
            run.ConversationId,
            run.Agent,
            run.Said,
            run.State,
            run.Answer,
            run.Code,
            run.Message,
            run.IsTainted,
            run.InputTokens,
            run.OutputTokens,
            run.Cost,
            run.CreatedAt,
            run.StartedAt,
            run.EndedAt
        );
}
