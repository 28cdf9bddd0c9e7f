using System.Linq.Expressions;

namespace Steward.Tasks;

/// <summary>A filter that is kept under a name, for who made it or for everybody.</summary>
internal sealed class View : TenantEntity
{
    public required string Name
    {
        get;
        set => field = value.Trim();
    }
    public required string Filter
    {
        get;
        set => field = value.Trim();
    }

    /// <summary>Null: everybody in the tenant may use it.</summary>
    public UserId? OwnerId { get; private set; }
    public required UserId CreatedBy { get; init; }

    public bool IsShared => OwnerId is null;

    /// <summary>With everybody, or with nobody: then it is again who made it that has it, whoever takes it back.</summary>
    public void Share(bool shared) => OwnerId = shared ? null : CreatedBy;

    private sealed class Mapping : IEntityTypeConfiguration<View>
    {
        public void Configure(EntityTypeBuilder<View> builder)
        {
            builder.ToTable("view", "tasks");
            builder.Ignore(view => view.IsShared);
        }
    }
}

/// <summary>A view of one's own is nobody else's; a shared one is changed by who made it, or by who manages the tenant.</summary>
internal sealed class ViewAccess : AccessRule<View>
{
    public override string? ReadScope => Scopes.ReadTasks;

    public override Expression<Func<View, bool>> VisibleTo(Caller caller)
    {
        var user = caller.User;
        return view => view.OwnerId == null || view.OwnerId == user;
    }

    public override bool May(Caller caller, Access access, View row) =>
        access is Access.Read || row.CreatedBy == caller.User || caller.Scopes.Contains(Scopes.ManageTenant);
}
