using System.Text.Json.Nodes;

namespace Steward.Tests.EveryOperation;

/// <summary>The places of an operation's input that hold ids.</summary>
internal static class Ids
{
    public static IEnumerable<InputInfo> Inputs(OperationInfo operation) => operation.Inputs.Where(IsId);

    /// <summary>
    /// The staged input with another id in one place; and, should the rest not go with it, what is required with that id alone.
    /// </summary>
    public static IEnumerable<JsonObject> With(Staged staged, InputInfo place, Guid id)
    {
        var json = staged.Json;
        json[place.Name] = IsList(place) ? new JsonArray(id) : id;
        yield return json;

        var required = staged.Operation.Inputs.Where(input => input.IsRequired).Select(input => input.Name).ToHashSet();
        var least = json.DeepClone().AsObject();
        foreach (var (name, _) in json.Where(pair => pair.Key != place.Name && !required.Contains(pair.Key)))
            least.Remove(name);
        if (least.Count < json.Count)
            yield return least;
    }

    private static bool IsId(InputInfo input) => IsId(input.ValueType) || IsList(input);

    private static bool IsList(InputInfo input) =>
        input.ValueType.IsGenericType
        && input.ValueType.IsAssignableTo(typeof(System.Collections.IEnumerable))
        && IsId(input.ValueType.GenericTypeArguments[0]);

    private static bool IsId(Type type) => type == typeof(Guid) || type == typeof(UserId) || type == typeof(TenantId);
}
