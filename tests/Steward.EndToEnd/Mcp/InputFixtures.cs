using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using static ModelContextProtocol.Protocol.ElicitRequestParams;
using Role = ModelContextProtocol.Protocol.Role;

namespace Steward.EndToEnd.Mcp;

/// <summary>Tools of the suite that need input of the client and so are called again with it (SEP-2322).</summary>
internal static class InputFixtures
{
    public static IEnumerable<McpServerTool> All() =>
        [
            Tool("elicitation", c => Name(c) is { } name ? $"Hello, {name}!" : throw Ask(null, AskName)),
            Tool("sampling", c => Has(c, "capital_question") ? "Sampled." : throw Ask(null, AskCapital)),
            Tool("list_roots", c => Has(c, "client_roots") ? "Got roots." : throw Ask(null, AskRoots)),
            Tool("request_state", c => State(c, "state-1") ? "state-ok" : throw Ask("state-1", AskConfirmation)),
            Tool("tampered_state", c => State(c, "state-2") ? "state-ok" : throw Ask("state-2", AskConfirmation)),
            Tool(
                "multiple_inputs",
                c => State(c, "several") ? "Got all." : throw Ask("several", AskName, AskCapital, AskRoots)
            ),
            Tool("multi_round", MultiRound),
            Tool(
                "capabilities",
                c =>
                    c.Params?.InputResponses is not null ? "Got it."
                    : c.JsonRpcRequest.Context?.ClientCapabilities?.Elicitation is not null ? throw Ask(null, AskName)
                    : throw Ask(null, AskCapital)
            ),
        ];

    public static InputRequiredException Ask(string? state, params KeyValuePair<string, InputRequest>[] inputs) =>
        new(new Dictionary<string, InputRequest>(inputs), state);

    public static KeyValuePair<string, InputRequest> Elicit(
        string key,
        string property,
        PrimitiveSchemaDefinition schema
    ) =>
        new(
            key,
            InputRequest.ForElicitation(
                new()
                {
                    Message = "What is it?",
                    RequestedSchema = new()
                    {
                        Properties = new Dictionary<string, PrimitiveSchemaDefinition> { [property] = schema },
                        Required = [property],
                    },
                }
            )
        );

    private static KeyValuePair<string, InputRequest> AskName => Elicit("user_name", "name", new StringSchema());
    private static KeyValuePair<string, InputRequest> AskConfirmation => Elicit("confirm", "ok", new BooleanSchema());
    private static KeyValuePair<string, InputRequest> AskRoots => new("client_roots", InputRequest.ForRootsList(new()));
    private static KeyValuePair<string, InputRequest> AskCapital =>
        new(
            "capital_question",
            InputRequest.ForSampling(
                new()
                {
                    MaxTokens = 100,
                    Messages =
                    [
                        new() { Role = Role.User, Content = [PlainFixtures.Text("What is the capital of France?")] },
                    ],
                }
            )
        );

    private static McpServerTool Tool(string name, Func<RequestContext<CallToolRequestParams>, string> call) =>
        McpServerTool.Create(
            call,
            new() { Name = $"test_input_required_result_{name}", Description = "Asks for input first." }
        );

    private static string MultiRound(RequestContext<CallToolRequestParams> call) =>
        call.Params?.RequestState switch
        {
            null => throw Ask("round-1", Elicit("step1", "name", new StringSchema())),
            "round-1" => throw Ask("round-2", Elicit("step2", "color", new StringSchema())),
            _ => "Done.",
        };

    private static bool Has(RequestContext<CallToolRequestParams> call, string key) =>
        call.Params?.InputResponses?.ContainsKey(key) == true;

    private static bool State(RequestContext<CallToolRequestParams> call, string expected) =>
        call.Params?.RequestState switch
        {
            null => false,
            var state when state == expected => true,
            _ => throw new McpProtocolException("The request state is not ours.", McpErrorCode.InvalidParams),
        };

    private static string? Name(RequestContext<CallToolRequestParams> call)
    {
        if (call.Params?.InputResponses?.TryGetValue("user_name", out var response) != true)
            return null;
        try
        {
            var content = response!.Deserialize(InputResponse.ElicitResultJsonTypeInfo)?.Content;
            return content?.TryGetValue("name", out var name) == true ? name.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
