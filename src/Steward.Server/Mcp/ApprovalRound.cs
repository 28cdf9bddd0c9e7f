using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Steward.Server.Mcp;

/// <summary>
/// A call that waits for a person's approval, with clients that can put a question to their user and call again: they are asked to come
/// back when it is decided. Their answer decides nothing, and the state that they bring back is the approval's id alone, so that there
/// is nothing in it to forge: whose it is and what became of it is looked up.
/// https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr
/// </summary>
internal static class ApprovalRound
{
    private const string Key = "approval";
    private const string State = "requestState";

    /// <summary>The approval that a client comes back for; null: it is a call of its own.</summary>
    public static Guid? Of(McpRequest request) =>
        request.Text(State) is not { } state ? null
        : Guid.TryParseExact(state, "D", out var id) ? id
        : throw RefusalException.Invalid("", "invalid_state", $"The {State} is not one that this server gave.");

    /// <summary>Whether the client can be asked to come back.</summary>
    public static bool IsFor(McpRequest request, RefusalException refusal) =>
        refusal.Params.ContainsKey("approval_id")
        && request.Version == McpVersions.PerRequest
        && request.Meta(MetaKeys.ClientCapabilities) is { ValueKind: JsonValueKind.Object } can
        && can.TryGetProperty("elicitation", out _);

    /// <summary>Whether the user is still willing to wait.</summary>
    public static bool GoesOn(McpRequest request) =>
        request.Params.TryGetProperty("inputResponses", out var responses)
        && responses.ValueKind is JsonValueKind.Object
        && responses.TryGetProperty(Key, out var response)
        && response.ValueKind is JsonValueKind.Object
        && response.TryGetProperty("action", out var action)
        && action.ValueKind is JsonValueKind.String
        && action.ValueEquals("accept");

    public static McpResult Ask(Guid approval, string message) =>
        new(
            json =>
            {
                json.WriteStartObject("inputRequests");
                json.WriteStartObject(Key);
                json.WriteString("method", RequestMethods.ElicitationCreate);
                json.WriteStartObject("params");
                json.WriteString("mode", "form");
                json.WriteString("message", message);
                json.WriteStartObject("requestedSchema");
                json.WriteString("type", "object");
                json.WriteStartObject("properties");
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteString(State, approval.ToString("D"));
            },
            McpResult.InputRequired
        );

    /// <summary>What the call has come to; null: it still waits.</summary>
    public static ToolOutput? Output(OperationInfo operation, ApprovalView approval)
    {
        if (approval.Operation != operation.Name)
            throw RefusalException.Invalid("", "invalid_state", $"The {State} is of a call of {approval.Operation}.");
        return approval.State switch
        {
            ApprovalState.Approved => ToolOutput.Of(
                operation,
                new() { Result = approval.Result, ChangeId = approval.ChangeId }
            ),
            ApprovalState.Denied => ToolOutput.Of(
                RefusalException.Forbidden("denied", $"A person has denied this. {approval.Reason}".TrimEnd())
            ),
            ApprovalState.Expired => ToolOutput.Of(
                RefusalException.Conflict("approval_expired", "Nobody has approved this in time. You may ask anew.")
            ),
            _ => null,
        };
    }
}
