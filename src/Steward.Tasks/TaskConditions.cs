using System.Linq.Expressions;

namespace Steward.Tasks;

/// <summary>What the longer words of <see cref="TaskLanguage"/> mean. Open is said with constants, as the index of open tasks says it.</summary>
internal static class TaskConditions
{
    public static readonly Expression<Func<TaskItem, bool>> IsOpen = task =>
        task.Status == Status.Todo || task.Status == Status.InProgress || task.Status == Status.InReview;

    public static Expression<Func<TaskItem, bool>> InProject(IReadOnlyList<Guid> ids)
    {
        // By equality one project's tasks stand in the order of an index.
        if (ids is not [var one])
            return task => task.ProjectId != null && ids.Contains(task.ProjectId.Value);
        return task => task.ProjectId == one;
    }

    /// <summary>By the index of what labels and assignees name.</summary>
    public static Expression<Func<TaskItem, bool>> Refers(IReadOnlyList<Guid> ids, FewTasks few)
    {
        Guid[] any = [.. ids];
        if (few.Have(any))
            return task => TaskReference.ToFew(any).Any(found => found.TaskId == task.Id);
        if (ids is [var one])
            return task => TaskReference.To(one).Any(found => found.TaskId == task.Id);
        return task => TaskReference.ToAny(any).Any(found => found.TaskId == task.Id);
    }

    public static Expression<Func<TaskItem, bool>> NeedsLabel(IReadOnlyList<Guid> ids, QueryContext context) =>
        IsSifted(ids, context) ? HasLabel(ids) : Refers(ids, In(context).Few);

    public static Expression<Func<TaskItem, bool>> NeedsAssignee(IReadOnlyList<Guid> ids, QueryContext context) =>
        IsSifted(ids, context) ? HasAssignee(ids) : Refers(ids, In(context).Few);

    public static Expression<Func<TaskItem, bool>> HasLabel(IReadOnlyList<Guid> ids)
    {
        if (ids is [var one])
            return task => task.LabelIds.Contains(one);
        Guid[] any = [.. ids];
        return task => task.LabelIds.Any(id => any.Contains(id));
    }

    public static Expression<Func<TaskItem, bool>> HasAssignee(IReadOnlyList<Guid> ids)
    {
        if (ids is [var one])
            return task => task.AssigneeIds.Contains(one);
        Guid[] any = [.. ids];
        return task => task.AssigneeIds.Any(id => any.Contains(id));
    }

    public static Expression<Func<TaskItem, bool>> MadeBy(IReadOnlyList<Guid> ids)
    {
        UserId[] users = [.. ids.Select(id => new UserId(id))];
        return task => users.Contains(task.CreatedBy);
    }

    /// <summary>A label that was deleted is still among the ids, and counts no more.</summary>
    public static Expression<Func<TaskItem, bool>> HasNoLabel(QueryContext context)
    {
        var labels = In(context).Labels;
        return task => task.LabelIds.Length == 0 || !labels.Any(label => task.LabelIds.Contains(label.Id));
    }

    /// <summary>A day is over when it is for the caller; a time, when it is past in its own zone.</summary>
    public static Expression<Func<TaskItem, bool>> Overdue(QueryContext context)
    {
        var (now, today) = (context.Now, context.Today);
        // Somewhere on earth it is still the day before, or already the day after; only on these three days the zone matters.
        var first = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        var last = first.AddDays(2);
        return task =>
            (task.Status == Status.Todo || task.Status == Status.InProgress || task.Status == Status.InReview)
            && task.DueDate <= last
            && (
                task.DueDate < first
                || (
                    task.DueTime == null
                        ? task.DueDate < today
                        : DueTime.At(task.DueDate!.Value, task.DueTime.Value, task.DueZone!) < now
                )
            );
    }

    public static Expression<Func<TaskItem, bool>> Blocked(QueryContext context)
    {
        var (relations, tasks) = (In(context).Relations, In(context).Tasks.Where(IsOpen));
        return task =>
            relations.Any(relation =>
                relation.OtherId == task.Id
                && relation.Kind == RelationKind.Blocks
                && tasks.Any(other => other.Id == relation.TaskId)
            );
    }

    public static Expression<Func<TaskItem, bool>> Blocking(QueryContext context)
    {
        var (relations, tasks) = (In(context).Relations, In(context).Tasks.Where(IsOpen));
        return task =>
            (task.Status == Status.Todo || task.Status == Status.InProgress || task.Status == Status.InReview)
            && relations.Any(relation =>
                relation.TaskId == task.Id
                && relation.Kind == RelationKind.Blocks
                && tasks.Any(other => other.Id == relation.OtherId)
            );
    }

    public static Expression<Func<TaskItem, bool>> HasChildren(QueryContext context)
    {
        var tasks = In(context).Tasks;
        return task => tasks.Any(child => child.ParentId == task.Id);
    }

    public static Expression<Func<TaskItem, bool>> HasComments(QueryContext context)
    {
        var comments = In(context).Comments;
        return task => comments.Any(comment => comment.TaskId == task.Id);
    }

    public static Expression<Func<TaskItem, bool>> Archived(QueryContext context)
    {
        var archived = In(context).Projects.Where(project => project.ArchivedAt != null);
        return task => task.ProjectId != null && archived.Any(project => project.Id == task.ProjectId);
    }

    private static TaskQueryContext In(QueryContext context) => (TaskQueryContext)context;

    private static bool IsSifted(IReadOnlyList<Guid> ids, QueryContext context) =>
        In(context).Few is { Lead: true } few && !few.Have(ids);
}
