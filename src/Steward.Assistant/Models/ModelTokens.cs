using System.Text;
using Microsoft.Extensions.AI;

namespace Steward.Assistant;

/// <summary>How many tokens something has, where nobody has counted: four bytes of UTF-8 each.</summary>
internal static class ModelTokens
{
    private const int BytesPerToken = 4;
    private const int DefaultAnswer = 1024;
    private const int OfImage = 1500;

    /// <summary>The whole conversation, with the tools and room for the answer.</summary>
    public static long Of(ModelCall call) => Asked(call) + (call.MaxOutputTokens ?? DefaultAnswer);

    public static long Asked(ModelCall call) =>
        call.Messages.SelectMany(message => message.Contents).Sum(Of) + Of(call.Tools);

    private static long Of(IReadOnlyList<AITool> tools) =>
        tools
            .OfType<AIFunctionDeclaration>()
            .Sum(tool => Of(tool.Name) + Of(tool.Description) + Of(tool.JsonSchema.GetRawText()));

    /// <summary>How many bytes of text there may be beside these tools and an answer.</summary>
    public static int Room(int window, IReadOnlyList<AITool> tools) =>
        (int)Math.Clamp(((long)window - DefaultAnswer - Of(tools)) * BytesPerToken, 0, int.MaxValue);

    public static long OfBytes(long bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;

    private static long Of(AIContent content) =>
        content switch
        {
            TextContent text => Of(text.Text),
            FunctionCallContent { Arguments: { } arguments } call => Of(call.Name) + Of(ToolResults.Json(arguments)),
            FunctionResultContent result => Of(ToolResults.Text(result)),
            DataContent => OfImage,
            _ => 0,
        };

    private static long Of(string? text) => text is null ? 0 : OfBytes(Encoding.UTF8.GetByteCount(text));
}
