using System.Text.Json;

namespace Steward.Server.Mcp;

/// <summary>Which tools a caller is shown: the everyday ones that it may use, then those that reach all others.</summary>
internal sealed class ToolList
{
    public const int MostEveryday = 22;

    /// <summary>What people use every day comes first, whatever other modules bring.</summary>
    private static readonly string[] Always = ["add_task", "list_tasks", "update_task", "complete_task", "delete_task"];

    private readonly Catalogue catalogue;
    private readonly Lazy<(OperationInfo Operation, OperationTool Tool)[]> everyday;

    public ToolList(Catalogue catalogue)
    {
        this.catalogue = catalogue;
        // Written for the first who asks: all the schemas would hold up the start.
        everyday = new(() =>
            [
                .. catalogue
                    .All.Where(operation => operation.Everyday > 0 && IsForAgents(operation))
                    .OrderBy(operation => Always.Contains(operation.Name) ? 0 : 1)
                    .ThenBy(operation => operation.Everyday)
                    .ThenBy(operation => operation.Name, StringComparer.Ordinal)
                    .Select(operation => (operation, OperationTool.Of(operation))),
            ]
        );
    }

    public IEnumerable<OperationTool> For(Caller caller) =>
        everyday
            .Value.Where(one => MayUse(caller, one.Operation))
            .Take(MostEveryday)
            .Select(one => one.Tool)
            .Concat(ReachTools.All);

    /// <summary>All operations that the caller may use, for <c>find_operations</c>.</summary>
    public IEnumerable<OperationInfo> Usable(Caller caller) =>
        catalogue.All.Where(operation => IsForAgents(operation) && MayUse(caller, operation));

    /// <summary>An operation by its name; whether the caller may use it is for the pipeline to say.</summary>
    public OperationInfo? Find(string name) =>
        catalogue.Find(name) is { IsAnonymous: false, IsSystem: false } operation ? operation : null;

    public void Write(Utf8JsonWriter result, Caller caller, string version)
    {
        if (version == McpVersions.PerRequest)
        {
            result.WriteNumber("ttlMs", 60_000);
            result.WriteString("cacheScope", "private");
        }
        result.WriteStartArray("tools");
        foreach (var tool in For(caller))
            result.WriteRawValue(tool.Json, skipInputValidation: true);
        result.WriteEndArray();
    }

    private static bool IsForAgents(OperationInfo operation) =>
        operation is { IsPerson: false, IsAnonymous: false, IsSystem: false };

    private static bool MayUse(Caller caller, OperationInfo operation) =>
        (operation.Scope is not { } scope || caller.Scopes.Contains(scope))
        && caller.Tools?.Contains(operation.Name) is not false;
}
