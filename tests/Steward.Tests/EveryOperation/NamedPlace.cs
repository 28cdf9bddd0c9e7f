using System.Text.Json.Nodes;

namespace Steward.Tests.EveryOperation;

/// <summary>A place of an input where a row is named: an input, an item of its list, or an input of an operation within.</summary>
internal sealed record NamedPlace(InputInfo Input, JsonNode Parent, object Key)
{
    public string Entity => Input.Resource!.Entity;

    public string Text
    {
        get => (Key is int place ? Parent[place] : Parent[(string)Key])!.GetValue<string>();
        set
        {
            if (Key is int place)
                Parent[place] = value;
            else
                Parent[(string)Key] = value;
        }
    }

    /// <summary>Where the given input holds ids that may be names.</summary>
    public static List<NamedPlace> Of(OperationInfo operation, JsonObject json) => [.. Of(operation.Inputs, json)];

    private static IEnumerable<NamedPlace> Of(IReadOnlyList<InputInfo> inputs, JsonObject json)
    {
        foreach (var input in inputs)
            switch (json[input.Name])
            {
                case JsonArray list when input.TakesNames:
                    for (var place = 0; place < list.Count; place++)
                        yield return new(input, list, place);
                    break;
                case JsonArray items when input.Items is not []:
                    foreach (var inner in items.SelectMany(item => Of(input.Items, item!.AsObject())))
                        yield return inner;
                    break;
                case { } when input.TakesNames:
                    yield return new(input, json, input.Name);
                    break;
            }
    }
}

/// <summary>Gives rows other names, past Steward.</summary>
internal static class Christening
{
    public static async Task Call(this TestSteward steward, string entity, Guid id, string name)
    {
        var (table, label) = Of(steward, entity);
        await steward.ExecuteAsOwner($"UPDATE {table} SET {label} = $1 WHERE id = $2", name, id);
    }

    /// <summary>The same row once more, but for its id, its name, and what no other row may have: number, key, place in a series.</summary>
    public static async Task Double(this TestSteward steward, string entity, Guid id, string name)
    {
        var (table, label) = Of(steward, entity);
        await steward.ExecuteAsOwner(
            $"INSERT INTO {table} SELECT (jsonb_populate_record(one, jsonb_build_object('id', $1, 'number', NULL, 'series_id', NULL, "
                + "'occurrence', NULL, 'repetition', NULL, 'key', "
                + $"translate(upper(right($1::text, 6)), '0123456789', 'GHIJKLMNOP'), '{label}', $2))).* "
                + $"FROM {table} one WHERE id = $3",
            TestSteward.NewId(),
            name,
            id
        );
    }

    private static (string Table, string Label) Of(TestSteward steward, string entity)
    {
        var info = Microsoft
            .Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Entities>(
                steward.Services
            )
            .Of(entity);
        return ($"{info.Schema}.{info.Name}", info.Label!.Name);
    }
}
