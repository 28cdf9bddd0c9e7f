using System.Linq.Expressions;

namespace Steward.Tasks;

/// <summary>A filter that is kept under a name, for its owner or for everybody.</summary>
internal sealed class View : TenantEntity
{
    public required string Name
    {
        get;
        set => field = value.Trim();
    }
    public required string Filter { get; set; }

    /// <summary>Null: everybody in the tenant may use it.</summary>
    public UserId? OwnerId { get; set; }
    public required UserId CreatedBy { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<View>
    {
        public void Configure(EntityTypeBuilder<View> builder) => builder.ToTable("view", "tasks");
    }
}

internal sealed class ViewAccess : AccessRule<View>
{
    public override string? ReadScope => Scopes.ReadTasks;

    public override Expression<Func<View, bool>> VisibleTo(Caller caller)
    {
        var user = caller.User;
        return view => view.OwnerId == null || view.OwnerId == user;
    }
}
