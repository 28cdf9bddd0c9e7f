using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Steward.Tests;

/// <summary>
/// What a trigger saw: each change of each row of each entity, whoever made it and by whatever way. The journal must say the same.
/// Rows that the owner's role changed by itself (a test's stage) are left out.
/// </summary>
internal static class RowLog
{
    private const string Schema = """
        CREATE TABLE testing.row_log (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, xid bigint NOT NULL, entity text NOT NULL,
            tenant uuid NOT NULL, row_id uuid NOT NULL, before jsonb, after jsonb);
        CREATE INDEX row_log_tenant ON testing.row_log (tenant, xid);
        CREATE FUNCTION testing.log_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        DECLARE row_now jsonb := to_jsonb(coalesce(NEW, OLD));
        BEGIN
            IF session_user <> current_user THEN
                INSERT INTO testing.row_log (xid, entity, tenant, row_id, before, after) VALUES (
                    pg_current_xact_id()::text::bigint, TG_TABLE_NAME, (row_now->>'tenant_id')::uuid, (row_now->>'id')::uuid,
                    CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END, CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END);
            END IF;
            RETURN NULL;
        END $$;
        """;

    /// <summary>Puts the trigger on the table of every entity.</summary>
    public static async Task Install(TestSteward steward)
    {
        await steward.ExecuteAsOwner(Schema);
        foreach (var entity in steward.Services.GetRequiredService<Entities>().All)
            await steward.ExecuteAsOwner(
                $"CREATE TRIGGER row_log AFTER INSERT OR UPDATE OR DELETE ON {entity.Schema}.{entity.Name} "
                    + "FOR EACH ROW EXECUTE FUNCTION testing.log_row()"
            );
    }

    /// <summary>The journal of the tenant tells each row change that the trigger saw, as it was, and no other.</summary>
    public static async Task AssertJournaled(TestSteward steward, TenantId tenant) =>
        Assert.Empty(await Differences(steward, tenant));

    /// <summary>Where the journal and the trigger's record of a tenant differ, in words; empty when they are the same.</summary>
    public static async Task<List<string>> Differences(TestSteward steward, TenantId tenant)
    {
        var seen = await Seen(steward, tenant);
        var told = await Told(steward, tenant);
        var differences = new List<string>();
        foreach (var key in seen.Keys.Union(told.Keys))
            if (!told.TryGetValue(key, out var journal))
                differences.Add($"{key}: the journal does not tell it");
            else if (!seen.TryGetValue(key, out var trigger))
                differences.Add($"{key}: the journal tells it, but no row was changed");
            else
            {
                var entity = steward.Services.GetRequiredService<Entities>().Of(key.Entity);
                differences.AddRange(
                    Differences(entity, trigger.Before, journal.Before).Select(d => $"{key} before: {d}")
                );
                differences.AddRange(
                    Differences(entity, trigger.After, journal.After).Select(d => $"{key} after: {d}")
                );
            }
        return differences;
    }

    private static IEnumerable<string> Differences(EntityInfo entity, JsonElement? row, JsonElement? image)
    {
        if (row is null || image is null)
            return row is null == image is null ? [] : [$"trigger {Show(row)}, journal {Show(image)}"];
        return entity
            .Fields.Select(field => Difference(field, row.Value.GetProperty(field.Name), image.Value))
            .OfType<string>();
    }

    private static string? Difference(EntityField field, JsonElement column, JsonElement image)
    {
        if (field.IsSecret)
            return image.TryGetProperty(field.Name, out _)
                ? $"{field.Name} is a secret, but stands in the journal"
                : null;
        if (!image.TryGetProperty(field.Name, out var value))
            return $"{field.Name} is missing in the journal";
        var (stored, journaled) = (Stored(field.Property, column), Stored(field, value));
        return stored == journaled ? null : $"{field.Name} is {stored}, but {journaled} in the journal";
    }

    /// <summary>The journal's value, as the database would hold it.</summary>
    private static string Stored(EntityField field, JsonElement value)
    {
        var model = field.Read(value);
        var converter = field.Property.GetTypeMapping().Converter;
        return Text(field.Property, model is null || converter is null ? model : converter.ConvertToProvider(model));
    }

    private static string Stored(IProperty property, JsonElement column)
    {
        if (column.ValueKind is JsonValueKind.Null)
            return "null";
        var mapping = property.GetTypeMapping();
        if (mapping.StoreTypePostfixIsJson())
            return Text(property, column.GetRawText());
        var type = mapping.Converter?.ProviderClrType ?? property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(byte[])
            ? Text(property, Convert.FromHexString(column.GetString()![2..]))
            : Text(property, column.Deserialize(type));
    }

    private static bool StoreTypePostfixIsJson(this Microsoft.EntityFrameworkCore.Storage.CoreTypeMapping mapping) =>
        mapping is Microsoft.EntityFrameworkCore.Storage.RelationalTypeMapping { StoreType: "jsonb" };

    private static string Text(IProperty property, object? value) =>
        value switch
        {
            null => "null",
            DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            string json when property.GetTypeMapping().StoreTypePostfixIsJson() => Canonical(json),
            _ => JsonSerializer.Serialize(value, value.GetType()),
        };

    private static string Canonical(string json) =>
        System.Text.Json.Nodes.JsonNode.Parse(json) is System.Text.Json.Nodes.JsonObject members
            ? string.Join(",", members.Select(m => $"{m.Key}:{m.Value?.ToJsonString()}").Order(StringComparer.Ordinal))
            : json;

    private static Task<Dictionary<RowKey, Images>> Seen(TestSteward steward, TenantId tenant) =>
        Read(
            steward,
            tenant,
            "SELECT xid, entity, row_id, before::text, after::text FROM testing.row_log WHERE tenant = $1 ORDER BY number"
        );

    private static Task<Dictionary<RowKey, Images>> Told(TestSteward steward, TenantId tenant) =>
        Read(
            steward,
            tenant,
            "SELECT c.xid, r.entity, r.row_id, r.before::text, r.after::text FROM kernel.change_row r "
                + "JOIN kernel.change c ON c.tenant_id = r.tenant_id AND c.id = r.change_id WHERE r.tenant_id = $1"
        );

    /// <summary>By transaction and row: the first before, the last after; what came and went within one is nothing.</summary>
    private static async Task<Dictionary<RowKey, Images>> Read(TestSteward steward, TenantId tenant, string sql)
    {
        var rows = new Dictionary<RowKey, Images>();
        foreach (var row in await steward.QueryAsOwner(sql, tenant.Value))
        {
            var key = new RowKey((long)row[0]!, (string)row[1]!, (Guid)row[2]!);
            var (before, after) = (Parse(row[3]), Parse(row[4]));
            rows[key] = rows.TryGetValue(key, out var earlier) ? earlier with { After = after } : new(before, after);
        }
        return rows.Where(row => row.Value is not { Before: null, After: null }).ToDictionary();
    }

    private static JsonElement? Parse(object? text) => text is string json ? JsonElement.Parse(json) : null;

    private static string Show(JsonElement? image) => image?.GetRawText() ?? "nothing";

    private sealed record RowKey(long Transaction, string Entity, Guid Id);

    private sealed record Images(JsonElement? Before, JsonElement? After);
}
