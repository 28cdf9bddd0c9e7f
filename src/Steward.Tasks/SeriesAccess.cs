namespace Steward.Tasks;

/// <summary>Who sees the project in which its last task stands sees the series.</summary>
internal sealed class SeriesAccess : AccessRule<Series>
{
    public override string? ReadScope => Scopes.ReadTasks;
    public override IReadOnlyList<Place<Series>> Within { get; } = [new("project", series => series.ProjectId)];
}
