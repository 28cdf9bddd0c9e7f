using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>
/// Decides, for one entity, who sees its rows and who may do what with them. One class per aggregate; it asks no database and
/// changes nothing. Tenants are kept apart before it is asked.
/// </summary>
public abstract class AccessRule<T>
    where T : TenantEntity
{
    private static readonly Expression<Func<T, bool>> Everything = row => true;

    /// <summary>The scope without which no row of this entity is shown, in lists, changes, live or undo.</summary>
    public abstract string? ReadScope { get; }

    /// <summary>Must translate to SQL. The default shows every row of the tenant.</summary>
    public virtual Expression<Func<T, bool>> VisibleTo(Caller caller) => Everything;

    /// <summary>The rows that this one stands in: who does not see each of them does not see this one.</summary>
    public virtual IReadOnlyList<Place<T>> Within => [];

    /// <summary>
    /// Whether the rows only go along with those that they stand in, as one member's reminders with a task: who does not see them sees
    /// a change all the same, without them, and takes it back with them.
    /// </summary>
    public virtual bool Accompanies => false;

    /// <summary>Asked for rows that the caller sees, after the operation's scope.</summary>
    public virtual bool May(Caller caller, Access access, T row) => true;

    internal static bool IsEverything(Expression<Func<T, bool>> visible) => ReferenceEquals(visible, Everything);
}

/// <summary>Where a row stands: the wire name of the other entity, and its id; null stands in none.</summary>
public sealed record Place<T>(string Entity, Expression<Func<T, Guid?>> Id)
{
    private readonly Lazy<Func<T, Guid?>> read = new(Id.Compile);

    internal Guid? Of(T row) => read.Value(row);
}
