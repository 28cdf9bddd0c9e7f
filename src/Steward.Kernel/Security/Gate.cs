namespace Steward.Kernel;

/// <summary>May the caller use the operation at all? Asked before the transaction, and again with the rights that hold in it.</summary>
internal static class Gate
{
    public static void Check(OperationInfo operation, Caller caller)
    {
        if (operation.IsAnonymous)
            return;
        if (caller.Kind is CallerKind.Anonymous)
            throw new RefusalException(
                RefusalKind.Unauthenticated,
                "sign_in_required",
                "Sign in, or send a token, to do this."
            );
        if (operation.IsSystem && caller.Kind is not CallerKind.System)
            throw RefusalException.Forbidden("system_only", "Only Steward itself does this.");
        if (caller.Kind is CallerKind.System && !operation.IsSystem)
            throw RefusalException.Forbidden("not_for_system", "Steward does nothing by itself but its listed jobs.");
        if (operation.IsPerson && !caller.IsPersonInSession)
            throw RefusalException.Forbidden(
                "person_only",
                "Only a person who has signed in does this; ask one. An agent or an API key cannot."
            );
        if (caller.Tools is { } tools && !tools.Contains(operation.Name))
            throw RefusalException.Forbidden(
                "tool_not_allowed",
                $"This agent or key may not use {operation.Name}: it is limited to others."
            );
        if (operation.Scope is { } scope && !caller.Scopes.Contains(scope))
            throw new RefusalException(
                RefusalKind.Forbidden,
                "missing_scope",
                $"This needs the permission {scope}. Ask an owner for a role that has it, or use a token issued with it."
            )
            {
                Params = new Dictionary<string, object?> { ["scope"] = scope, ["operation"] = operation.Name },
            };
    }

    /// <summary>What no operation may ask of another.</summary>
    public static void CheckInner(OperationInfo operation, bool isInQuery)
    {
        if (operation.IsAnonymous || operation.FoundsTenant)
            throw new InvalidOperationException($"{operation.Name} changes who calls; it runs by itself only.");
        if (operation.IsCommand && isInQuery)
            throw new InvalidOperationException($"A query may not call the command {operation.Name}.");
    }

    /// <summary>Whether the caller may do it with each row that the input names; loads them.</summary>
    public static async Task CheckResources(
        Database database,
        Caller caller,
        OperationInfo operation,
        IOperation input,
        long? ifVersion,
        CancellationToken ct
    )
    {
        if (ifVersion is not null && operation.Resources is [])
            throw RefusalException.Invalid("", "no_version", $"{operation.Name} is about no row that has a version.");
        foreach (var resource in operation.Resources)
        {
            foreach (var id in resource.Ids(input))
            {
                var entity = database.Entities.Of(resource.Resource!.Entity);
                var row = await entity.LoadVisible(database, caller, id, ct);
                if (row is null)
                    throw RefusalException.NotFound(entity.Name, id, resource.Name);
                if (!entity.May(caller, resource.Resource.Access, row))
                    throw RefusalException.Forbidden(
                        "not_allowed",
                        $"You may see this {entity.Name}, but not do this with it."
                    );
                if (ifVersion is { } version && resource == operation.Resources[0] && row.Version != version)
                    throw Pipeline.Stale();
            }
        }
    }
}
