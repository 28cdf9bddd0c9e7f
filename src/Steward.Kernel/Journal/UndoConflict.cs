namespace Steward.Kernel;

/// <summary>Why a row could not be put back: changed_since, deleted_since, has_dependents, forgotten.</summary>
public sealed record UndoConflict(string Entity, Guid Id, string Reason, string Message)
{
    internal static UndoConflict Since(RowChange change, EntityInfo entity, bool isGone)
    {
        var image = change.After ?? change.Before;
        var name =
            entity.Label is { } label && image!.Value.TryGetProperty(label.Name, out var text)
                ? $"'{text}'"
                : change.Id.ToString();
        return isGone
            ? new(change.Entity, change.Id, "deleted_since", $"The {entity.Name} {name} was deleted since.")
            : new(change.Entity, change.Id, "changed_since", $"The {entity.Name} {name} was changed since.");
    }
}
