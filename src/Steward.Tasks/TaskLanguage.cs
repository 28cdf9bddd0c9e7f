namespace Steward.Tasks;

/// <summary>What queries about tasks can name. The documentation and the completion come from here.</summary>
internal static class TaskLanguage
{
    public const string Archived = "archived";
    public const string Label = "label";
    public const string Assignee = "assignee";

    public static QueryLanguage<TaskItem> Queries { get; } = new(Flagged(Dated(Placed(new(task => task.Id)))));

    private static QueryFields<TaskItem> Placed(QueryFields<TaskItem> fields) =>
        fields
            .Named(
                "project",
                "project",
                TaskConditions.InProject,
                "The project that it is in, or one above that: `project:Home` finds what is in Home and in all projects within it.",
                "project:Home and open",
                _ => task => task.ProjectId == null
            )
            .Named(
                "project_only",
                TaskFilters.SingleProject,
                TaskConditions.InProject,
                "The project that it is in, without the projects within that.",
                "project_only:HOME"
            )
            .Named(
                "section",
                "section",
                ids => task => task.SectionId != null && ids.Contains(task.SectionId.Value),
                "The section that it is in, by its name or with its project's: `Home/Doing`.",
                "section:\"Home/Doing\"",
                _ => task => task.SectionId == null
            )
            .Named(
                "parent",
                "task",
                ids => task => task.ParentId != null && ids.Contains(task.ParentId.Value),
                "The task that it is directly a part of, by its title or key.",
                "parent:\"Plan the party\"",
                _ => task => task.ParentId == null
            )
            .Named(
                Label,
                "label",
                TaskConditions.NeedsLabel,
                TaskConditions.HasLabel,
                "A label that it has.",
                "label in (waiting, \"next action\")",
                TaskConditions.HasNoLabel,
                aliases: "labels"
            )
            .Named(
                Assignee,
                "member",
                TaskConditions.NeedsAssignee,
                TaskConditions.HasAssignee,
                "A member who is to do it, by name or e-mail address.",
                "assignee:me",
                _ => task => task.AssigneeIds.Length == 0,
                hasMe: true,
                "assignees"
            )
            .Named("creator", "member", TaskConditions.MadeBy, "The member who added it.", "creator:me", hasMe: true)
            .Choice("status", task => (Status?)task.Status, "How far it is.", "status in (todo, in_progress)")
            .Number("priority", task => task.Priority, "1 is the most urgent, 4 is none.", "priority <= 2", "prio");

    private static QueryFields<TaskItem> Dated(QueryFields<TaskItem> fields) =>
        fields
            .Date("due", task => task.DueDate, "The day on which it is due.", "due <= today+7d")
            .Date("start", task => task.StartDate, "The first day on which it makes sense.", "start <= today")
            .Date("deadline", task => task.Deadline, "The day after which it is too late.", "deadline < end_of_month")
            .Time("created", task => task.CreatedAt, "When it was added.", "created >= start_of_week")
            .Time("updated", task => task.UpdatedAt, "When it was changed last.", "updated > now-2h")
            .Time("completed", task => task.CompletedAt, "When it was done.", "completed = yesterday")
            .Duration("estimate", task => task.EstimateMinutes, "How long it will take.", "estimate <= 30min")
            .Text("title", task => task.Title, "The title.", "title:rent", sortable: true)
            .Text("notes", task => task.Notes, "The notes.", "notes:\"in cash\"")
            .Search(
                "text",
                text => task => FoundTask.Matching(text).Any(found => found.Id == task.Id),
                "What stands in the title or the notes; an index finds three letters and more. Of more than 10,000 tasks the newest count.",
                "text:\"tax form\""
            )
            .Sort("due_time", task => task.DueTime, "The time of day at which it is due.")
            .Sort("position", task => task.Position, "Its place among its siblings.");

    private static QueryFields<TaskItem> Flagged(QueryFields<TaskItem> fields) =>
        fields
            .Flag("open", _ => TaskConditions.IsOpen, "Neither done nor cancelled.")
            .Flag("done", _ => task => task.Status == Status.Done, "Done.")
            .Flag("cancelled", _ => task => task.Status == Status.Cancelled, "Cancelled.")
            .Flag("overdue", TaskConditions.Overdue, "Open, and its day is over, or its time where it has one.")
            .Flag("blocked", TaskConditions.Blocked, "An open task that you see blocks it.")
            .Flag("blocking", TaskConditions.Blocking, "Open, and it blocks an open task that you see.")
            .Flag("has:children", TaskConditions.HasChildren, "Others are parts of it.")
            .Flag("has:comments", TaskConditions.HasComments, "Somebody has said something.")
            .Flag("has:notes", _ => task => task.Notes != null && task.Notes != "", "There are notes.")
            .Flag(
                "is:recurring",
                _ => task => task.SeriesId != null,
                "It comes again, or is one of what did.",
                aliases: "recurring"
            )
            .Flag("is:subtask", _ => task => task.ParentId != null, "It is a part of another.")
            .Flag(
                Archived,
                TaskConditions.Archived,
                "Its project is archived. Tasks of archived projects are found only where this flag is named."
            );
}
