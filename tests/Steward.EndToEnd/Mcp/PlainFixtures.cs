using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Steward.EndToEnd.Mcp;

/// <summary>Tools of the suite that need nothing but their arguments.</summary>
internal sealed record PlainFixture(string Name, string Description, Func<CallToolResult> Call);

internal static class PlainFixtures
{
    public const string Pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
    private const string Silence = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=";

    public static readonly PlainFixture[] All =
    [
        new(
            "test_simple_text",
            "Answers with text.",
            () => Answer(Text("This is a simple text response for testing."))
        ),
        new("test_image_content", "Answers with an image.", () => Answer(Image)),
        new("test_audio_content", "Answers with audio.", () => Answer(Audio)),
        new("test_embedded_resource", "Answers with a resource.", () => Answer(Resource("test://embedded-resource"))),
        new(
            "test_multiple_content_types",
            "Answers with text, an image and a resource.",
            () => Answer(Text("Multiple content types test:"), Image, Resource("test://mixed-content-resource"))
        ),
        new(
            "test_error_handling",
            "Fails always.",
            () => new() { IsError = true, Content = [Text("This tool intentionally returns an error for testing")] }
        ),
        new("test_streaming_elicitation", "Answers at once.", () => Answer(Text("No request of its own was sent."))),
    ];

    /// <summary>A tool whose schema uses what JSON Schema 2020-12 brought.</summary>
    public static McpServerTool WithSchema
    {
        get
        {
            var tool = McpServerTool.Create(
                () => "Valid.",
                new() { Name = "json_schema_2020_12_tool", Description = "Has a schema with many keywords." }
            );
            tool.ProtocolTool.InputSchema = JsonElement.Parse(
                """
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "type": "object",
                  "$defs": {
                    "address": {
                      "$anchor": "addressDef",
                      "type": "object",
                      "properties": { "street": { "type": "string" }, "city": { "type": "string" } }
                    }
                  },
                  "properties": {
                    "name": { "type": "string" },
                    "address": { "$ref": "#/$defs/address" },
                    "contactMethod": { "type": "string", "enum": ["phone", "email"] },
                    "phone": { "type": "string" },
                    "email": { "type": "string" }
                  },
                  "allOf": [{ "anyOf": [{ "required": ["phone"] }, { "required": ["email"] }] }],
                  "if": { "properties": { "contactMethod": { "const": "phone" } }, "required": ["contactMethod"] },
                  "then": { "required": ["phone"] },
                  "else": { "required": ["email"] },
                  "additionalProperties": false
                }
                """
            );
            return tool;
        }
    }

    public static ImageContentBlock Image => ImageContentBlock.FromBytes(Convert.FromBase64String(Pixel), "image/png");

    public static TextContentBlock Text(string text) => new() { Text = text };

    public static EmbeddedResourceBlock Resource(string uri) =>
        new()
        {
            Resource = new TextResourceContents
            {
                Uri = uri,
                MimeType = "text/plain",
                Text = "Embedded resource content for testing.",
            },
        };

    private static AudioContentBlock Audio =>
        AudioContentBlock.FromBytes(Convert.FromBase64String(Silence), "audio/wav");

    private static CallToolResult Answer(params ContentBlock[] content) => new() { Content = content };
}
