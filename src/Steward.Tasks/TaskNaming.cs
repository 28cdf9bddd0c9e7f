using System.Linq.Expressions;

namespace Steward.Tasks;

/// <summary>
/// A task is called by its title or its key, as HOME-12. There may be a million of them, so the database looks for it by an index.
/// Of the occurrences of a task that repeats the last one goes by the title, the others by their keys.
/// </summary>
internal sealed class TaskNaming : Naming<TaskItem>
{
    public override string Entity => "task";

    public override Expression<Func<TaskItem, bool>> IsStanding => task => task.DeletedAt == null;

    protected override IReadOnlyList<Expression<Func<TaskItem, string?>>> Names => [task => task.Title];

    public override IQueryable<string>? Beginning(IQueryable<TaskItem> rows, string text) => null;

    public override IQueryable<NamedRow> Called(IQueryable<TaskItem> rows, string[] names, bool anyCase) =>
        from task in rows
        from called in CalledTask.Any(names, anyCase)
        where
            called.Id == task.Id
            && (
                task.SeriesId == null
                || Folded(task.Title) != Folded(called.Name)
                || !rows.Any(later => later.SeriesId == task.SeriesId && later.Repetition > task.Repetition)
            )
        select new NamedRow
        {
            Id = task.Id,
            Name = called.Name,
            Label = task.Title,
        };
}

/// <summary>A row of the database's look-up of titles.</summary>
internal sealed class CalledTask
{
    public required Guid Id { get; init; }

    /// <summary>The title that was asked for.</summary>
    public required string Name { get; init; }

    [DbFunction("called", "tasks")]
    public static IQueryable<CalledTask> Any(string[] names, bool anyCase) =>
        throw new InvalidOperationException("Runs in the database only.");

    private sealed class Mapping : IEntityTypeConfiguration<CalledTask>
    {
        public void Configure(EntityTypeBuilder<CalledTask> builder) => builder.HasNoKey().ToTable((string?)null);
    }
}
