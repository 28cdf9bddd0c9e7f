using System.Text.Json;

namespace Steward.Server.Mcp;

/// <summary>What a request came to.</summary>
/// <param name="Write">Writes the members of the result.</param>
/// <param name="Type">Told to clients of the revision that knows of types of results.</param>
internal readonly record struct McpResult(Action<Utf8JsonWriter> Write, string Type = McpResult.Complete)
{
    public const string Complete = "complete";
    public const string InputRequired = "input_required";
}
