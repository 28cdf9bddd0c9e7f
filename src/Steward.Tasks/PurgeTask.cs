namespace Steward.Tasks;

[Operation(
    "purge_task",
    Scopes.WriteTasks,
    Effect = Effect.Destructive,
    NeverUndone = "it had been in the trash for 30 days."
)]
[System]
[Description(
    "Deletes a task with its subtasks for good, 30 days after it went to the trash. A task that was restored stays."
)]
public sealed record PurgeTask(Guid TaskId) : ICommand<Nothing>
{
    internal sealed class Handler(TaskRepository tasks, TaskPlaces places, TaskRemains remains)
        : IHandler<PurgeTask, Nothing>
    {
        public async Task<Nothing> Handle(PurgeTask command, OperationContext context, CancellationToken ct)
        {
            var task = await tasks.Find(context.Tenant, command.TaskId, ct);
            if (task?.MayBePurged(context.Now) == true)
            {
                await remains.Remove(context.Tenant, [task, .. await places.Below(context.Tenant, task, ct)], ct);
                context.Raise(new TaskPurged(task.Id));
            }
            else if (task?.DeletedAt is { } at)
                // The database, whose clock has sent this job, is ahead of us; or it went to the trash once more.
                context.Enqueue(command, at + TaskItem.KeptInTrash);
            return Nothing.Value;
        }
    }
}
