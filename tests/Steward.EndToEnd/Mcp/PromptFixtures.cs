using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Role = ModelContextProtocol.Protocol.Role;

namespace Steward.EndToEnd.Mcp;

/// <summary>The prompts of the suite.</summary>
internal static class PromptFixtures
{
    public static IEnumerable<McpServerPrompt> All() =>
        [
            Prompt("test_simple_prompt", () => Messages(PlainFixtures.Text("This is a simple prompt for testing."))),
            Prompt(
                "test_prompt_with_arguments",
                (string arg1, string arg2) =>
                    Messages(PlainFixtures.Text($"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'"))
            ),
            Prompt(
                "test_prompt_with_embedded_resource",
                (string resourceUri) =>
                    Messages(PlainFixtures.Resource(resourceUri), PlainFixtures.Text("Process the resource above."))
            ),
            Prompt(
                "test_prompt_with_image",
                () => Messages(PlainFixtures.Image, PlainFixtures.Text("Analyze the image above."))
            ),
            Prompt(
                "test_input_required_result_prompt",
                (RequestContext<GetPromptRequestParams> context) =>
                    context.Params?.InputResponses?.ContainsKey("user_context") == true
                        ? Messages(PlainFixtures.Text("Continue with that context."))
                        : throw InputFixtures.Ask(
                            null,
                            InputFixtures.Elicit("user_context", "context", new ElicitRequestParams.StringSchema())
                        )
            ),
        ];

    private static McpServerPrompt Prompt(string name, Delegate get) =>
        McpServerPrompt.Create(get, new() { Name = name, Description = "A prompt of the conformance suite." });

    private static PromptMessage[] Messages(params ContentBlock[] content) =>
        [.. content.Select(c => new PromptMessage { Role = Role.User, Content = c })];
}
