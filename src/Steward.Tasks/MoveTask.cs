namespace Steward.Tasks;

[Operation("move_task", Scopes.WriteTasks, Route = "POST /tasks/{task_id}/move", Everyday = 9)]
[Description(
    "Moves a task, with its subtasks, to another project, section or parent, or before or after a sibling. "
        + "What is not given stays, null is none; without before_id and after_id it goes to the end."
)]
public sealed record MoveTask(
    [property: Resource("task", Access.Write)] Guid TaskId,
    [property: Resource("project"), Description("The project to move to; null: out of any.")]
        Optional<Guid?> ProjectId = default,
    [property: Resource("section"), Description("The section to move to; null: out of any.")]
        Optional<Guid?> SectionId = default,
    [property: Resource("task"), Description("The task that it is to be a part of; null: none.")]
        Optional<Guid?> ParentId = default,
    [property: Resource("task"), Description("The sibling that it is to stand before.")] Guid? BeforeId = null,
    [property: Resource("task"), Description("The sibling that it is to stand after.")] Guid? AfterId = null
) : ICommand<TaskView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BeforeId is not null && AfterId is not null)
            yield return new("Give before_id or after_id, not both.", [nameof(AfterId)]);
    }

    private bool StaysThere => !ProjectId.IsSet && !SectionId.IsSet && !ParentId.IsSet;

    /// <summary>In another project the old section and parent do not hold; in another section or project not the parent.</summary>
    private (Guid? Project, Guid? Section, Guid? Parent) Wanted(TaskItem task)
    {
        if (ParentId is { IsSet: true, Value: not null })
            return (ProjectId.Value, SectionId.Value, ParentId.Value);
        if (SectionId is { IsSet: true, Value: not null })
            return (ProjectId.Value, SectionId.Value, null);
        if (ProjectId.IsSet && ProjectId.Value != task.ProjectId)
            return (ProjectId.Value, null, null);
        var parent = ParentId.IsSet || SectionId.IsSet ? null : task.ParentId;
        return (task.ProjectId, SectionId.Or(task.SectionId), parent);
    }

    internal sealed class Handler(TaskRepository tasks, TaskPlaces places, SeriesRepository series, Porch porch)
        : IHandler<MoveTask, TaskView>
    {
        public async Task<TaskView> Handle(MoveTask command, OperationContext context, CancellationToken ct)
        {
            var (tenant, task) = (context.Tenant, await tasks.GetStanding(context.Tenant, command.TaskId, ct));
            var (project, section, parent) = command.Wanted(task);
            var place = await places.Check(tenant, project, section, parent, ct);
            var here = new TaskPlace(task.ProjectId, task.SectionId, task.ParentId);
            if (place == here && command is { StaysThere: false, BeforeId: null, AfterId: null })
                return await tasks.View(tenant, task, ct);

            if (place != here)
            {
                await porch.TakeTurn(ct);
                var below = await places.Below(tenant, task, ct);
                if (place.ParentId is { } above)
                    await places.CheckInto(tenant, task, above, below, ct);
                await series.Move(tenant, [task, .. below], place.ProjectId, ct);
                foreach (var one in below)
                    await places.Put(tenant, one, place with { ParentId = one.ParentId }, context, ct);
            }
            var position = await places.Position(tenant, task, place, command.BeforeId, command.AfterId, ct);
            var isMoved = place != here || position != task.Position;
            task.Position = position;
            await places.Put(tenant, task, place, context, ct);
            context.Raise(isMoved ? new TaskMoved(task.Id) : null);
            return await tasks.View(tenant, task, ct);
        }
    }
}
