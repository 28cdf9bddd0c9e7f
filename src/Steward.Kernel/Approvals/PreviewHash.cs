using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steward.Kernel;

/// <summary>
/// By which two previews of one call are told to be the same: without what each attempt makes anew, which is ids of new rows, times,
/// versions and drawn numbers.
/// </summary>
internal static class PreviewHash
{
    public static string Of(IReadOnlyList<RowImages> rows, Entities entities, DateTimeOffset now)
    {
        var added = rows.Where(row => row.Kind is RowChangeKind.Added)
            .Select((row, place) => (Id: row.Id.ToString(), Name: $"new {place}"))
            .ToDictionary(row => row.Id, row => row.Name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            var entity = entities.Of(row.Entity);
            var id = row.Id.ToString();
            Add($"{row.Entity} {row.Kind} {added.GetValueOrDefault(id, id)}");
            Add(Text(entity, row.BeforeText, isNew: false));
            Add(Text(entity, row.AfterText, isNew: row.Before is null));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));

        string Text(EntityInfo entity, string? image, bool isNew)
        {
            if (image is null)
                return "";
            var members = JsonNode.Parse(image)!.AsObject();
            foreach (var field in entity.Fields.Where(field => field.IsBookkeeping || (isNew && field.IsDrawn)))
                members.Remove(field.Name);
            return CanonicalJson.Sorted(Replaced(members))!.ToJsonString(Wire.Json);
        }

        JsonNode? Replaced(JsonNode? node) =>
            node switch
            {
                JsonObject members => new JsonObject(
                    members.Select(member => KeyValuePair.Create(member.Key, Replaced(member.Value)))
                ),
                JsonArray items => new JsonArray([.. items.Select(Replaced)]),
                JsonValue value when value.GetValueKind() is JsonValueKind.String => Shown(value.GetValue<string>()),
                _ => node?.DeepClone(),
            };

        string Shown(string text) =>
            added.TryGetValue(text, out var name) ? name
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time) && time == now ? "now"
            : text;
    }
}
