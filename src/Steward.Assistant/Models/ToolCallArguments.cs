using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Steward.Assistant;

/// <summary>The arguments that a model has written for a tool.</summary>
internal static class ToolCallArguments
{
    /// <summary>The call; where the arguments are no JSON object, with the reason in place of them.</summary>
    public static FunctionCallContent Call(string id, string name, string arguments)
    {
        try
        {
            return new(id, name, string.IsNullOrWhiteSpace(arguments) ? [] : Read(arguments));
        }
        catch (JsonException e)
        {
            return new(id, name) { Exception = e };
        }
    }

    private static Dictionary<string, object?> Read(string arguments)
    {
        var whole = JsonElement.Parse(arguments);
        if (whole.ValueKind is not JsonValueKind.Object)
            throw new JsonException("The arguments are not a JSON object.");
        var read = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var one in whole.EnumerateObject())
            read[one.Name] = one.Value;
        return read;
    }
}
