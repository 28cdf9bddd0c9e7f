namespace Steward.Kernel;

/// <summary>Why a person is asked, who may answer, and how long it waits.</summary>
internal sealed record ApprovalNeed(IReadOnlyList<string> Reasons, Decider By, int WaitHours);

/// <summary>The call was tried out and is taken back; the pipeline stores it, then refuses with what was stored.</summary>
internal sealed class ApprovalNeededException(StoreApproval call, Func<StoredApproval?, RefusalException> refusal)
    : Exception("A person has to approve.")
{
    public static ApprovalNeededException Of(StoreApproval call) => new(call, stored => Needed(call, stored));

    public StoreApproval Call => call;
    public Func<StoredApproval?, RefusalException> Refusal => refusal;

    /// <param name="call">What is asked.</param>
    /// <param name="stored">Null: it was a preview.</param>
    private static RefusalException Needed(StoreApproval call, StoredApproval? stored)
    {
        var why = string.Join(" ", call.Reasons);
        return stored is null
            ? RefusalException.Forbidden("approval_required", $"This would wait for a person's approval. {why}")
            : new(
                RefusalKind.Forbidden,
                "approval_required",
                $"This waits for a person's approval. {why} It is stored, and will be done as it is when a person approves {stored.Id} with "
                    + "decide_approval. Do not call it again: tell the person, and ask get_approval what came of it."
            )
            {
                Params = new Dictionary<string, object?>
                {
                    ["approval_id"] = stored.Id,
                    ["expires_at"] = stored.ExpiresAt,
                    ["operation"] = call.Operation,
                    ["decide"] = $"POST /api/v1/approvals/{stored.Id}/decision",
                },
            };
    }
}
