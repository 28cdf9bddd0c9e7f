using System.Text.Json;

namespace Steward.Assistant;

public enum StepKind
{
    /// <summary>What the agent says; it may still grow.</summary>
    Text,

    /// <summary>What the agent would say, before its reviewers have seen it.</summary>
    Draft,

    /// <summary>It calls a tool.</summary>
    Call,

    /// <summary>The call waits for a person's approval.</summary>
    Approval,

    /// <summary>What the call came to.</summary>
    Result,

    /// <summary>What a model's answer took.</summary>
    Usage,

    /// <summary>The model broke off; the text of step <c>discarded</c> does not count.</summary>
    Discarded,
    End,
}

/// <summary>One step of a run. Which fields are there depends on the kind.</summary>
public sealed record StepView(
    [property: Description("Counts from 1, without gaps.")] int Number,
    StepKind Kind,
    DateTimeOffset At,
    [property: Description("Of text and draft: what is said so far.")] string? Text = null,
    [property: Description("Of call, approval and result: which call.")] string? CallId = null,
    [property: Description("Of call: the tool's name.")] string? Tool = null,
    [property: Description("Of call: what it is given; null if that was no JSON object.")]
        JsonElement? Arguments = null,
    [property: Description("Of result: what the tool answered, as the model reads it.")] string? Output = null,
    [property: Description("Of result: whether it is a failure.")] bool? IsError = null,
    [property: Description("Of result: the change that it made; undo_change takes it back.")] Guid? ChangeId = null,
    [property: Description("Of approval: decide_approval decides about it.")] Guid? ApprovalId = null,
    [property: Description("Of usage: which model answered.")] string? Model = null,
    [property: Description("Of usage.")] long? InputTokens = null,
    [property: Description("Of usage.")] long? OutputTokens = null,
    [property: Description("Of usage: in millionths of a US dollar.")] long? Cost = null,
    [property: Description("Of discarded: the number of the text.")] int? Discarded = null,
    [property: Description("Of result: whether it holds text that the user has not written.")] bool? IsTainted = null,
    [property: Description("Of end.")] RunState? State = null,
    [property: Description("Of end: why it failed.")] string? Code = null,
    [property: Description("Of end: the same for people.")] string? Message = null
)
{
    /// <summary>From a row of <c>assistant.step</c>: number, kind, call_id, body, at.</summary>
    internal static StepView Of(object?[] row)
    {
        var (kind, body) = (Enum.Parse<StepKind>((string)row[1]!), (string)row[3]!);
        var step = kind is StepKind.Text or StepKind.Draft
            ? new StepView(0, kind, default, Text: body)
            : JsonSerializer.Deserialize<StepView>(body, Wire.Json)!;
        return step with
        {
            Number = (int)row[0]!,
            CallId = (string?)row[2],
            At = new((DateTime)row[4]!, TimeSpan.Zero),
        };
    }

    /// <summary>What is stored beside number, kind, call and time.</summary>
    internal string Body => Text ?? JsonSerializer.Serialize(this, Wire.Json);
}
