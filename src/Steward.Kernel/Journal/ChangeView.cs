using System.Text.Json;

namespace Steward.Kernel;

/// <summary>A change as it is listed.</summary>
public sealed record ChangeView(
    Guid Id,
    DateTimeOffset At,
    string Operation,
    string Surface,
    UserId? UserId,
    [property: Description("The API key that it was made with, as list_api_keys tells its owner; null: none.")]
        Guid? ApiKeyId,
    string? Agent,
    Guid? RunId,
    Guid? ConversationId,
    Guid? BatchId,
    JsonElement Events,
    IReadOnlyList<Guid> Undoes,
    string Summary,
    string Position
)
{
    internal static ChangeView Of(Change change) =>
        new(
            change.Id,
            change.At,
            change.Operation,
            change.Surface,
            change.UserId,
            change.ApiKeyId,
            change.Agent,
            change.RunId,
            change.ConversationId,
            change.BatchId,
            JsonElement.Parse(change.Events),
            change.Undoes,
            change.Summary,
            FeedPosition.Of(change).ToString()
        );
}

/// <summary>A change with its rows, or a page of them.</summary>
public sealed record ChangeDetails(
    ChangeView Change,
    IReadOnlyList<RowChange> Rows,
    [property: Description("How many rows it touched in all.")] int RowCount,
    string? NextCursor
);
