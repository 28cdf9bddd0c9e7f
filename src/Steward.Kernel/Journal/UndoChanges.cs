namespace Steward.Kernel;

[Operation("undo_changes", Scopes.ReadAudit, Route = "POST /changes/undo", Everyday = 12)]
[Description(
    "Takes several changes back at once, all or none: those listed in change_ids, or everything of one run, of one conversation, or "
        + "of your own since a time. Give exactly one of them."
)]
public sealed record UndoChanges(
    [property: MaxLength(200), Description("The ids of the changes.")] IReadOnlyList<Guid>? ChangeIds = null,
    [property: Description("Everything that this run of an agent did.")] Guid? RunId = null,
    [property: Description("Everything that was done in this conversation.")] Guid? ConversationId = null,
    [property: Description("Everything that you, or agents on your behalf, did since this time.")]
        DateTimeOffset? Since = null
) : ICommand<UndoResult>, IValidatableObject
{
    internal const int Most = 1000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (new object?[] { ChangeIds, RunId, ConversationId, Since }.Count(given => given is not null) != 1)
            yield return new("Give exactly one of change_ids, run_id, conversation_id, since.", [nameof(ChangeIds)]);
    }

    internal sealed class Handler(Database database, Catalogue catalogue) : IHandler<UndoChanges, UndoResult>
    {
        public async Task<UndoResult> Handle(UndoChanges command, OperationContext context, CancellationToken ct)
        {
            var changes = await Find(command, context, ct);
            if (changes is [] || (command.ChangeIds is { } asked && changes.Count != asked.Distinct().Count()))
                throw RefusalException.NotFound("change");
            if (
                (await new ChangeAccess(database).Visible(changes, context.Caller, ct, leavesOut: true)).Count
                != changes.Count
            )
                throw command.ChangeIds is not null
                    ? RefusalException.NotFound("change")
                    : RefusalException.Forbidden(
                        "not_allowed",
                        "Some of these changes touched what you may not see; ask who may."
                    );
            // That a call waited for a person, say, changed no row; what it did once it was approved is another change.
            if (command.ChangeIds is null && changes.Exists(change => change.Rows is not []))
                changes.RemoveAll(change => change.Rows is []);
            // What has left Steward stays noted; what was done beside it is taken back all the same.
            if (command.ChangeIds is null && !changes.TrueForAll(HasOnlyLeft))
                changes.RemoveAll(HasOnlyLeft);
            return await new Undo(database, catalogue).Take(changes, context, ct);
        }

        /// <summary>By itself, or when it was approved.</summary>
        private bool HasOnlyLeft(Change change) =>
            change.Operations.All(name =>
                name is DecideApproval.Name || catalogue.Find(name) is { Effect: Effect.Outward }
            ) && change.Operations.Any(name => name is not DecideApproval.Name);

        private async Task<List<Change>> Find(UndoChanges command, OperationContext context, CancellationToken ct)
        {
            var journal = new Changes(database);
            if (command.ChangeIds is { } ids)
                return await journal.Find(context.Tenant, ids, ct);
            var filter = new ChangeFilter
            {
                RunId = command.RunId,
                ConversationId = command.ConversationId,
                Since = command.Since,
                UserId = command.Since is null ? null : context.User,
            };
            var found = await journal.Before(context.Tenant, filter, null, Most + 1, ct);
            if (found.Count > Most)
                throw RefusalException.Conflict(
                    "too_many_changes",
                    $"More than {Most} changes at once. Undo them in parts, the newest first."
                );
            return found is [] ? [] : Left(found, await journal.Undos(context.Tenant, found[^1], ct));
        }

        /// <summary>
        /// What is left to be taken back: not what has been undone already, nor its undoing; but an undo of something older than
        /// all this is taken back itself, with what it took back.
        /// </summary>
        private static List<Change> Left(List<Change> found, List<Change> undos)
        {
            var ids = found.Select(change => change.Id).ToHashSet();
            var settled = new HashSet<Guid>();
            foreach (var undo in undos.Where(undo => !settled.Contains(undo.Id)))
            {
                if (ids.Contains(undo.Id) && !undo.Undoes.All(ids.Contains))
                    continue;
                settled.UnionWith(undo.Undoes);
                settled.Add(undo.Id);
            }
            return [.. found.Where(change => !settled.Contains(change.Id) && change.Rows is not [])];
        }
    }
}
