namespace Steward.Assistant;

/// <summary>What a run may use: of what its caller has, what its agent's file names. A child has no more than its parent.</summary>
/// <param name="Tools">Operations, and outside tools by the names that models call them; null: all that its user may.</param>
/// <param name="Outside">The outside tools among them.</param>
internal sealed record RunRights(IReadOnlySet<string>? Tools, IReadOnlyDictionary<string, CallableTool> Outside)
{
    public static RunRights Of(
        Run run,
        AgentDefinition agent,
        IReadOnlyList<CallableTool> callable,
        Catalogue catalogue
    )
    {
        var outside = callable
            .Where(tool => MayCall(run, agent, tool))
            .DistinctBy(tool => tool.Listed)
            .ToDictionary(tool => tool.Listed);
        if (Operations(run, agent, catalogue) is not { } tools)
            return new(null, outside);
        tools.RemoveWhere(name => name.StartsWith(ServerNames.Prefix, StringComparison.Ordinal));
        tools.UnionWith(outside.Keys);
        if (outside.Count > 0)
            tools.Add(CallOutsideTool.Name);
        else
            tools.Remove(CallOutsideTool.Name);
        return new(tools, outside);
    }

    private static bool MayCall(Run run, AgentDefinition agent, CallableTool tool)
    {
        if (agent.NamedTools is { } named and not ["*"] && !ServerNames.Mean(named, tool.Server, tool.Tool))
            return false;
        if (ServerNames.Mean(agent.DisallowedTools, tool.Server, tool.Tool))
            return false;
        // A key knows operations only; a parent names each tool.
        return run.Caller.Tools is not { } given || given.Contains(run.Depth > 0 ? tool.Listed : CallOutsideTool.Name);
    }

    private static HashSet<string>? Operations(Run run, AgentDefinition agent, Catalogue catalogue)
    {
        var most = run.Caller.Tools?.ToHashSet();
        if (agent.Tools is { } tools)
            most = most is null ? [.. tools] : [.. most.Intersect(tools)];
        if (agent.DisallowedTools.Count == 0)
            return most;
        most ??= [.. catalogue.All.Select(operation => operation.Name), AskAgent.Name];
        most.ExceptWith(agent.DisallowedTools);
        return most;
    }
}
