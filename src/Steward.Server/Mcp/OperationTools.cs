using System.Reflection;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Steward.Server.Mcp;

/// <summary>Answers one caller's MCP messages out of the catalogue, through the pipeline.</summary>
internal sealed class OperationTools(
    ToolList list,
    Pipeline pipeline,
    Caller authenticated,
    Func<McpRequest, Caller> asAgent,
    LogScope? scope = null
) : McpService
{
    private const string IdempotencyKey = "steward/idempotency_key";
    private const int LongestKey = 200;

    private static readonly Implementation Server = new()
    {
        Name = "steward",
        Title = "Steward",
        Version = typeof(OperationTools)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion,
    };

    public override ValueTask<McpResult?> Answer(McpRequest request, CancellationToken ct) =>
        request.Method switch
        {
            RequestMethods.ToolsCall => Call(request, ct),
            RequestMethods.ToolsList => new(new McpResult(json => list.Write(json, authenticated, request.Version))),
            _ => default,
        };

    public override McpServerOptions Options() =>
        new()
        {
            ServerInfo = Server,
            Capabilities = new() { Tools = new() },
            ServerInstructions =
                "Steward holds what a household or team works on. Every change is journaled and can be undone with undo_change "
                + "and the change_id of the answer. When no listed tool fits, call find_operations.",
        };

    private async ValueTask<McpResult?> Call(McpRequest request, CancellationToken ct)
    {
        var name = request.Text("name") ?? throw McpFault.InvalidParams("The call names no tool.");
        var arguments = new ToolArguments(request.Arguments);
        try
        {
            var output = name switch
            {
                ReachTools.Find => OperationSearch.Answer(list.Usable(authenticated), arguments).Result,
                ReachTools.Run => await Reach(request, arguments, preview: false, ct),
                ReachTools.Preview => await Reach(request, arguments, preview: true, ct),
                _ => await Run(request, Known(name), arguments, arguments, preview: false, ct),
            };
            return output;
        }
        catch (RefusalException refusal) when (refusal.Kind is RefusalKind.Unauthenticated)
        {
            throw McpAccess.Unauthenticated(refusal.Message);
        }
        catch (RefusalException refusal)
        {
            return ToolOutput.Of(refusal).Result;
        }
    }

    private Task<McpResult> Reach(McpRequest request, ToolArguments given, bool preview, CancellationToken ct)
    {
        given.AllowOnly("name", "input", ToolSchemas.IfVersion);
        var name = given.Text("name", required: true)!;
        var operation =
            list.Find(name)
            ?? throw new RefusalException(
                RefusalKind.NotFound,
                "unknown_operation",
                $"There is no operation '{name}'. Call {ReachTools.Find} for the names of those there are."
            );
        return Run(request, operation, given.Object("input"), given, preview, ct);
    }

    private async Task<McpResult> Run(
        McpRequest request,
        OperationInfo operation,
        ToolArguments input,
        ToolArguments conditions,
        bool preview,
        CancellationToken ct
    )
    {
        scope?.Operation = operation.Name;
        if (ApprovalRound.Of(request) is { } waiting)
            return await Resume(request, operation, waiting, ct);
        var takesVersion = ToolSchemas.TakesVersion(operation);
        var call = new OperationRequest
        {
            Operation = operation,
            Caller = asAgent(request),
            Input = () => operation.Parse(takesVersion ? input.Without(ToolSchemas.IfVersion) : input.Json),
            IfVersion = takesVersion ? conditions.Integer(ToolSchemas.IfVersion) : null,
            IdempotencyKey = KeyOf(request),
            Preview = preview,
        };
        try
        {
            return ToolOutput.Of(operation, await pipeline.Run(call, ct)).Result;
        }
        catch (RefusalException refusal) when (ApprovalRound.IsFor(request, refusal))
        {
            return ApprovalRound.Ask((Guid)refusal.Params["approval_id"]!, refusal.Message);
        }
    }

    /// <summary>The client comes back for a call that waited.</summary>
    private async Task<McpResult> Resume(
        McpRequest request,
        OperationInfo operation,
        Guid approval,
        CancellationToken ct
    )
    {
        var looked = await pipeline.Run(
            new()
            {
                Operation = list.Find("get_approval")!,
                Caller = asAgent(request),
                Input = () => new(new GetApproval(approval)),
            },
            ct
        );
        if (ApprovalRound.Output(operation, (ApprovalView)looked.Result!) is { } output)
            return output.Result;
        var message = $"{operation.Title} still waits for a person, as approval {approval}.";
        return ApprovalRound.GoesOn(request)
            ? ApprovalRound.Ask(approval, message)
            : ToolOutput
                .Of(RefusalException.Forbidden("approval_required", message + " Ask get_approval what came of it."))
                .Result;
    }

    private static string? KeyOf(McpRequest request) =>
        request.Meta(IdempotencyKey) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } given when given.GetString() is { Length: > 0 and <= LongestKey } key =>
                key,
            _ => throw RefusalException.Invalid(
                "",
                "invalid_idempotency_key",
                $"_meta['{IdempotencyKey}'] must be a text of 1 to {LongestKey} characters."
            ),
        };

    private OperationInfo Known(string name) =>
        list.Find(name)
        ?? throw McpFault.InvalidParams(
            $"There is no tool '{name}'. Call {ReachTools.Find} to search everything you can do, then {ReachTools.Run}."
        );
}
