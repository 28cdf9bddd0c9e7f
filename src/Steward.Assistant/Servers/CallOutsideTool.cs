using System.Text.Json;

namespace Steward.Assistant;

[Operation(
    CallOutsideTool.Name,
    Scopes.RunAgents,
    Route = "POST /servers/{server}/tools/{tool}/calls",
    Effect = Effect.Outward,
    ReachesFurther = true,
    NeverUndone = "what has left Steward cannot be called back."
)]
[Description(
    "Calls a tool of another MCP server. The answer comes later: get_outside_call shows it. It is never made a second time by itself; where no answer "
        + "came, its state is unknown, and a person finds out."
)]
public sealed record CallOutsideTool(
    [property: Required, MaxLength(ServerNames.Longest), Description("Which server, by its name.")] string Server,
    [property: Required, MaxLength(ServerNames.LongestTool), Description("Which tool, as the server calls it.")]
        string Tool,
    [property: Description("What the tool is given: an object as its input_schema in get_server says.")]
        JsonElement? Arguments = null,
    [property: Uuid7, Description("An id made by the client, a UUID version 7, so that a repeated call adds nothing.")]
        Guid? Id = null
) : ICommand<OutsideCallView>, IValidatableObject
{
    public const string Name = "call_outside_tool";
    private const int LongestArguments = 64 * 1024;
    private const int MostPending = 100;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Arguments is { ValueKind: not JsonValueKind.Null } arguments)
        {
            if (Written(arguments) is not { } text)
                yield return new("The arguments are an object.", [nameof(Arguments)]);
            else if (text.Length > LongestArguments)
                yield return new($"The arguments are longer than {LongestArguments} characters.", [nameof(Arguments)]);
        }
    }

    /// <summary>Null: it is no object, or holds half of a surrogate pair, which is noticed only when it is written.</summary>
    private static string? Written(JsonElement arguments)
    {
        try
        {
            return arguments.ValueKind is JsonValueKind.Object ? JsonSerializer.Serialize(arguments, Wire.Json) : null;
        }
        catch (Exception fault) when (Wire.IsUnreadable(fault))
        {
            return null;
        }
    }

    internal sealed class Handler(
        OutsideServerRepository servers,
        OutsideToolRepository tools,
        OutsideCallRepository calls,
        ServerEditing editing,
        Porch porch
    ) : IHandler<CallOutsideTool, OutsideCallView>
    {
        public async Task<OutsideCallView> Handle(
            CallOutsideTool command,
            OperationContext context,
            CancellationToken ct
        )
        {
            var server = await servers.Named(context.Tenant, command.Server, ct);
            var tool = await tools.Named(context.Tenant, server.Id, command.Tool, ct);
            CheckListed(context.Caller, server, tool);
            if (!server.IsEnabled)
                throw RefreshServer.Disabled(server);
            editing.CheckOffered(server);
            tool.CheckCallable();
            if (await calls.Pending(context.Tenant, ct) >= MostPending)
                throw new RefusalException(
                    RefusalKind.TooMany,
                    "too_many_calls",
                    $"{MostPending} calls wait for other servers' answers already. Wait for these."
                );
            var call = new OutsideCall
            {
                Id = command.Id ?? context.NewId(),
                ServerId = server.Id,
                Server = server.Name,
                Tool = tool.Name,
                Hash = tool.Hash,
                Arguments = command.Arguments is { ValueKind: JsonValueKind.Object } given ? Written(given)! : "{}",
                UserId = context.User,
                Agent = context.Caller.Agent,
                RunId = context.Caller.RunId,
            };
            calls.Add(context.Tenant, call);
            await porch.Call("assistant.add_outside_work", ct, context.Tenant, nameof(OutsideWorkKind.Call), call.Id);
            context.Raise(new OutsideToolCalled(call.Id, server.Name, tool.Name));
            context.Wake();
            if (tool.IsUnasked)
                context.SpareApproval();
            return OutsideCallView.Of(call);
        }

        /// <summary>An agent in a run has the tools that its file names, by whichever way it calls them.</summary>
        private static void CheckListed(Caller caller, OutsideServer server, OutsideTool tool)
        {
            if (
                caller is { Turn: not null, Tools: { } listed }
                && !listed.Contains(ServerNames.Listed(server.Name, tool.Name))
            )
                throw RefusalException.Forbidden(
                    "tool_not_allowed",
                    $"This agent may not use {ServerNames.Listed(server.Name, tool.Name)}: it is limited to others."
                );
        }
    }
}
