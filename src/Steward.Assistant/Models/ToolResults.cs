using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Steward.Assistant;

/// <summary>What tools were given and have answered, as models read it.</summary>
internal static class ToolResults
{
    private static readonly JsonSerializerOptions Plain = new(AIJsonUtilities.DefaultOptions)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = false,
    };

    public static string Text(FunctionResultContent result) =>
        result.Result switch
        {
            null => result.Exception is null ? "" : "The tool has failed.",
            string text => text,
            JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
            var other => Json(other),
        };

    public static string Json(object value) => JsonSerializer.Serialize(value, Plain);
}
