using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace Steward.Kernel;

/// <summary>That rows of an entity are called something: then an input takes a row's name where its id may stand.</summary>
public abstract class Naming
{
    public const int LongestName = 500;

    /// <summary>The entity's wire name, as it stands in <c>[Resource]</c>.</summary>
    public abstract string Entity { get; }

    /// <summary>The text without its letters' case, as the database has it. For queries only.</summary>
    [DbFunction("folded", "kernel")]
    public static string Folded(string text) => throw new InvalidOperationException("Runs in the database only.");

    /// <summary>The wire names of the entities whose rows have names.</summary>
    internal static IReadOnlySet<string> Entities(Modules modules) =>
        modules
            .Types.Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(Naming)))
            .Select(type => ((Naming)Activator.CreateInstance(type, nonPublic: true)!).Entity)
            .ToHashSet();
}

/// <summary>
/// What the rows of one entity are called. One class per entity, found by type. It is asked only for rows that the caller sees, and
/// names count only if they are the whole name: as it is written or, if there is none, in other letters' case.
/// </summary>
public abstract class Naming<T> : Naming
    where T : TenantEntity
{
    /// <summary>The texts that name a row; each must translate to SQL. A row is shown by the first.</summary>
    protected abstract IReadOnlyList<Expression<Func<T, string?>>> Names { get; }

    /// <summary>Which rows go by their names. The others, in the trash, do so only where <see cref="ResourceAttribute.InTrash"/> says.</summary>
    public virtual Expression<Func<T, bool>> IsStanding => row => true;

    internal int Count => Names.Count;

    internal Expression<Func<T, bool>> IsInTrash
    {
        get
        {
            var standing = IsStanding;
            return Expression.Lambda<Func<T, bool>>(Expression.Not(standing.Body), standing.Parameters);
        }
    }

    /// <summary>The row that a word of its own means, as <c>me</c>.</summary>
    public virtual Guid? Meant(string word, Caller caller) => null;

    /// <summary>
    /// Of these rows those that are called so; a row may come more than once. Where rows are many it must go by an index: under row
    /// security that is a plain column's equality, or a function of the database's.
    /// </summary>
    public virtual IQueryable<NamedRow> Called(IQueryable<T> rows, string[] names, bool anyCase) =>
        Names
            .Select(name => rows.Select(Named(name)))
            .Select(named => anyCase ? Alike(named, names) : named.Where(row => names.Contains(row.Name)))
            .Aggregate((some, others) => some.Concat(others));

    /// <summary>
    /// The names of these rows that begin so, in any letters' case, from which people are shown some. Null: rows are too many to look
    /// them through.
    /// </summary>
    public virtual IQueryable<string>? Beginning(IQueryable<T> rows, string text) =>
        Names
            .Select(name => rows.Select(name))
            .Aggregate((some, others) => some.Concat(others))
            .Where(name => name != null && Folded(name).StartsWith(Folded(text)))
            .Select(name => name!);

    private Expression<Func<T, NamedRow>> Named(Expression<Func<T, string?>> name)
    {
        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda<Func<T, NamedRow>>(
            Expression.MemberInit(
                Expression.New(typeof(NamedRow)),
                Bind(nameof(NamedRow.Id), Expression.Property(row, nameof(TenantEntity.Id))),
                Bind(nameof(NamedRow.Name), Of(name)),
                Bind(nameof(NamedRow.Label), Of(Names[0]))
            ),
            row
        );

        Expression Of(Expression<Func<T, string?>> text) =>
            ReplacingExpressionVisitor.Replace(text.Parameters[0], row, text.Body);

        static MemberAssignment Bind(string member, Expression value) =>
            Expression.Bind(typeof(NamedRow).GetProperty(member)!, value);
    }

    private static IQueryable<NamedRow> Alike(IQueryable<NamedRow> rows, string[] names) =>
        rows.SelectMany(row =>
            names
                .Where(name => Folded(name) == Folded(row.Name))
                .Select(name => new NamedRow
                {
                    Id = row.Id,
                    Name = name,
                    Label = row.Label,
                })
        );
}

/// <summary>A row that is called as was asked for.</summary>
public sealed class NamedRow
{
    public required Guid Id { get; init; }

    /// <summary>The name that was asked for.</summary>
    public required string Name { get; init; }

    /// <summary>What people know the row by.</summary>
    public required string Label { get; init; }
}
