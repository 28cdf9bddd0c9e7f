using System.Text.Json;

namespace Steward.Kernel;

public enum Decision
{
    Approve,
    Deny,
}

[Operation(DecideApproval.Name, Scopes.ApproveActions, Route = "POST /approvals/{approval_id}/decision")]
[Person]
[Description(
    "Approves or denies an agent's call that waits. Approved, exactly that call is done at once, with the agent's rights as they are now, and "
        + "this answer tells its result; if it fails, it goes on waiting. Denied, the agent is told the reason."
)]
public sealed record DecideApproval(
    Guid ApprovalId,
    Decision Decision,
    [property: MaxLength(100), Description("The approval's preview_hash: what you saw. Needed to approve.")]
        string? PreviewHash = null,
    [property: MaxLength(1000), Description("Told to the agent.")] string? Reason = null
) : ICommand<ApprovalView>, IValidatableObject
{
    internal const string Name = "decide_approval";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Decision is Decision.Approve && PreviewHash is null)
            yield return new("Give the preview_hash of the preview that you saw.", [nameof(PreviewHash)]);
    }

    internal sealed class Handler(Database database, Catalogue catalogue) : IHandler<DecideApproval, ApprovalView>
    {
        public async Task<ApprovalView> Handle(DecideApproval command, OperationContext context, CancellationToken ct)
        {
            var approval = await new ApprovalAccess(database).Get(command.ApprovalId, context.Caller, ct, isHeld: true);
            Check(approval, context.Caller);
            string? result = null;
            if (command.Decision is Decision.Approve)
                result = await Do(approval, command.PreviewHash!, context, ct);
            var state = command.Decision is Decision.Approve ? ApprovalState.Approved : ApprovalState.Denied;
            await database.Read(
                "UPDATE kernel.approval SET state = $3, decided_by = $4, decided_at = $5, reason = $6, result = $7, change_id = $8 WHERE tenant_id = $1 AND id = $2",
                ct,
                context.Tenant,
                approval.Id,
                state.ToString(),
                context.User,
                context.Now.UtcDateTime,
                command.Reason,
                result,
                context.ChangeId
            );
            context.Raise(new ApprovalDecided(approval.Id, command.Decision, approval.Operation, approval.RequestedBy));
            return (
                approval with
                {
                    State = state,
                    DecidedBy = context.User,
                    DecidedAt = context.Now,
                    Reason = command.Reason,
                    Result = result,
                    ChangeId = context.ChangeId,
                }
            ).View(isWhole: true);
        }

        private static void Check(Approval approval, Caller decider)
        {
            if (approval.State is ApprovalState.Expired)
                throw RefusalException.Conflict(
                    "approval_expired",
                    "This has waited too long. The agent may ask anew."
                );
            if (approval.State is not ApprovalState.Pending)
                throw RefusalException.Conflict(
                    "already_decided",
                    $"This is {Wire.Name(approval.State.ToString())} already."
                );
            CheckMay(approval.By, approval, decider);
        }

        private static void CheckMay(Decider by, Approval approval, Caller decider)
        {
            if (by is Decider.SomeoneElse && approval.RequestedBy == decider.User)
                throw RefusalException.Forbidden(
                    "someone_else",
                    "A rule wants somebody else to decide about your agents' calls."
                );
            if (by is Decider.Admin && !decider.Scopes.Contains(Scopes.ManageTenant))
                throw RefusalException.Forbidden("admins_only", "A rule wants an admin or owner to decide about this.");
        }

        private async Task<string?> Do(Approval approval, string seen, OperationContext context, CancellationToken ct)
        {
            var operation =
                catalogue.Find(approval.Operation)
                ?? throw RefusalException.Conflict("unknown_operation", "This call is of another Steward; deny it.");
            var (result, rows, by) = await context.RunApproved(approval, operation, ct);
            // A rule may have been added since.
            CheckMay(by, approval, context.Caller);
            var hash = Kernel.PreviewHash.Of(rows, database.Entities, context.Now);
            if (hash != seen)
                throw new ApprovalNeededException(
                    StoreApproval.Again(approval, rows, hash),
                    _ =>
                        new(
                            RefusalKind.Conflict,
                            "preview_changed",
                            "It would do something else now than what you saw. Look at it again with get_approval."
                        )
                        {
                            Params = new Dictionary<string, object?>
                            {
                                ["approval_id"] = approval.Id,
                                ["preview_hash"] = hash,
                            },
                        }
                );
            return JsonSerializer.Serialize(
                result,
                operation.ResultType,
                operation.HasSecretResult ? Wire.Shown : Wire.Json
            );
        }
    }
}

public sealed record ApprovalDecided(Guid ApprovalId, Decision Decision, string Operation, UserId RequestedBy) : Event;
