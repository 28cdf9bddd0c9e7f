using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Steward.Tests.EveryOperation;

/// <summary>What stands in the tables, read as the owner, whom no wall hides anything from.</summary>
internal static class Tables
{
    /// <summary>Every row of the tenant, machinery and journal with it: one line each.</summary>
    public static async Task<List<string>> Everything(TestSteward steward, TenantId tenant)
    {
        var tables = await steward.QueryAsOwner(
            """
            SELECT format('%I.%I', c.table_schema, c.table_name)
            FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.column_name = 'tenant_id' AND t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
            """
        );
        return await Rows(steward, tenant, tables.Select(row => (string)row[0]!));
    }

    /// <summary>The rows that people own, without what undo neither compares nor restores, and without secrets.</summary>
    public static async Task<List<string>> Owned(TestSteward steward, TenantId tenant)
    {
        var lines = new List<string>();
        foreach (var entity in steward.Services.GetRequiredService<Entities>().All)
        {
            var left = entity
                .Fields.Where(field => (field.IsBookkeeping && field.Name is not "created_at") || field.IsSecret)
                .Select(field => field.Name)
                .ToArray();
            var table = $"{entity.Schema}.{entity.Name}";
            lines.AddRange(await Rows(steward, tenant, [table], left));
        }
        return lines;
    }

    /// <summary>A row of each kind that the tenant has, by the name of its table.</summary>
    public static async Task<List<(string Table, Guid Id)>> Ids(TestSteward steward, TenantId tenant) =>
        [
            .. (await Everything(steward, tenant))
                .Select(line => line.Split(' ', 2))
                .Select(parts => (Table: parts[0], Row: JsonNode.Parse(parts[1])!))
                .Where(row => row.Row["id"] is not null)
                .DistinctBy(row => row.Table)
                .Select(row => (row.Table, row.Row["id"]!.GetValue<Guid>())),
        ];

    private static async Task<List<string>> Rows(
        TestSteward steward,
        TenantId tenant,
        IEnumerable<string> tables,
        string[]? without = null
    )
    {
        var lines = new List<string>();
        foreach (var table in tables.Order(StringComparer.Ordinal))
        {
            var rows = await steward.QueryAsOwner(
                $"SELECT (to_jsonb(r) - $2)::text FROM {table} r WHERE tenant_id = $1 ORDER BY 1",
                tenant.Value,
                without ?? []
            );
            lines.AddRange(rows.Select(row => $"{table} {row[0]}"));
        }
        return lines;
    }
}
