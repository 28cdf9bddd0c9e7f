namespace Steward.Server.Rest;

/// <summary>What an operation's route says of it.</summary>
internal static class Routes
{
    extension(OperationRoute route)
    {
        public bool TakesBody() => route.Method is "POST" or "PUT" or "PATCH";

        /// <summary>Whether the input stands in the path.</summary>
        public bool Names(string input) => route.Path.Contains("{" + input + "}", StringComparison.Ordinal);
    }

    /// <summary>Whether what it answers with is new: 201.</summary>
    public static bool Creates(this OperationInfo operation) =>
        operation is { IsCommand: true, Route.Method: "POST", GoesOn: false }
        && operation.Name.StartsWith("add_", StringComparison.Ordinal);

    /// <summary>Whether a call may name the version of the row in its route, and is refused if it has another.</summary>
    public static bool IsConditional(this OperationInfo operation) =>
        operation is { IsCommand: true, Resources: [var first, ..], Route: { } route } && route.Names(first.Name);

    /// <summary>Whether what stands under a path can be read one by one, at <c>path/{id}</c>.</summary>
    public static bool HasItems(this Catalogue catalogue, OperationRoute list) =>
        catalogue.All.Any(operation =>
            operation.Route is { Method: "GET", Path: var path }
            && path.StartsWith(list.Path + "/{", StringComparison.Ordinal)
            && path.IndexOf('/', list.Path.Length + 1) < 0
        );
}
