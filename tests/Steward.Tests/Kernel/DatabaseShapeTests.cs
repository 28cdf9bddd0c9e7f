using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Steward.Tests.Kernel;

/// <summary>The EF model and the database's catalogue say the same, on the version of PostgreSQL under test.</summary>
public sealed class DatabaseShapeTests(TestSteward steward)
{
    [Fact]
    public async Task Each_column_has_the_models_type_and_nullability()
    {
        var catalogue = (
            await steward.QueryAsOwner(
                """
                SELECT n.nspname || '.' || c.relname, a.attname::text, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
                """
            )
        ).ToLookup(row => (string)row[0]!, row => $"{row[1]} {row[2]} {((bool)row[3]! ? "NULL" : "NOT NULL")}");

        foreach (var entity in Model())
            Assert.Equal(
                entity
                    .GetProperties()
                    .Select(p => $"{p.GetColumnName()} {p.GetColumnType()} {(p.IsNullable ? "NULL" : "NOT NULL")}")
                    .Order(StringComparer.Ordinal),
                catalogue[Table(entity)].Order(StringComparer.Ordinal)
            );
    }

    [Fact]
    public async Task Each_key_is_the_models_and_begins_with_the_tenant()
    {
        var catalogue = (await Constraints("p")).ToLookup(row => row.Table, row => row.Columns);

        foreach (var entity in Model())
        {
            var key = entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName());
            Assert.Equal(key, Assert.Single(catalogue[Table(entity)]));
            Assert.Equal("tenant_id", key.First());
        }
    }

    /// <summary>Undo names dependents by the model's references, so it must know them all.</summary>
    [Fact]
    public async Task Each_reference_is_the_models()
    {
        var catalogue = await Constraints("f");

        foreach (var entity in Owned())
            Assert.Equal(
                entity
                    .GetForeignKeys()
                    .Select(key =>
                        $"{string.Join(",", key.Properties.Select(p => p.GetColumnName()))} > {Table(key.PrincipalEntityType)}"
                    )
                    .Order(StringComparer.Ordinal),
                catalogue
                    .Where(row => row.Table == Table(entity))
                    .Select(row => $"{string.Join(",", row.Columns)} > {row.Of}")
                    .Order(StringComparer.Ordinal)
            );
    }

    [Fact]
    public async Task Constraints_between_rows_are_deferrable_and_nothing_cascades()
    {
        var owned = Owned().Select(Table).ToHashSet();
        var constraints = (await Constraints("f", "u")).Where(row => owned.Contains(row.Table)).ToList();

        Assert.All(constraints, row => Assert.True(row.IsDeferrable, $"{row.Table} {string.Join(",", row.Columns)}"));
        Assert.Empty(
            await steward.QueryAsOwner(
                "SELECT conname FROM pg_constraint WHERE contype = 'f' AND (confdeltype NOT IN ('a', 'r') OR confupdtype NOT IN ('a', 'r')) "
                    + "AND conrelid::regclass::text = ANY($1)",
                (object)owned.ToArray()
            )
        );
    }

    [Fact]
    public async Task Each_table_is_an_entity_the_journal_or_named_as_machinery()
    {
        var tables = await steward.QueryAsOwner(
            "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                + "WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'testing')"
        );

        Assert.Equal(
            tables.Select(row => (string)row[0]!).Order(StringComparer.Ordinal),
            Model()
                .Select(Table)
                .Where(table => !table.StartsWith("testing.", StringComparison.Ordinal))
                .Concat(Machinery.Tables)
                .Order(StringComparer.Ordinal)
        );
    }

    private List<IEntityType> Model()
    {
        using var scope = steward.Services.CreateScope();
        var model = scope.ServiceProvider.GetRequiredService<StewardDb>().Model;
        return [.. model.GetEntityTypes().Where(entity => entity.FindPrimaryKey() is not null)];
    }

    private IEnumerable<IEntityType> Owned() =>
        Model().Where(entity => entity.ClrType.IsAssignableTo(typeof(TenantEntity)));

    private static string Table(IReadOnlyEntityType entity) => $"{entity.GetSchema()}.{entity.GetTableName()}";

    private async Task<List<Constraint>> Constraints(params string[] kinds) =>
        [
            .. (
                await steward.QueryAsOwner(
                    """
                    SELECT tn.nspname || '.' || t.relname, rn.nspname || '.' || r.relname, c.condeferrable,
                        (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY k (attnum, place)
                            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum)
                    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
                        LEFT JOIN pg_class r ON r.oid = c.confrelid LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
                    WHERE c.contype::text = ANY($1)
                    """,
                    (object)kinds
                )
            ).Select(row => new Constraint((string)row[0]!, (string?)row[1], (bool)row[2]!, (string[])row[3]!)),
        ];

    private sealed record Constraint(string Table, string? Of, bool IsDeferrable, string[] Columns);
}
