using Microsoft.Extensions.Primitives;

namespace Steward.Server.Rest;

/// <summary>One endpoint per operation that has a route, below <c>/api/v1</c>; nothing here knows any of them by name.</summary>
internal static class RestApi
{
    public const string Root = "/api/v1";

    public static void MapRest(this IEndpointRouteBuilder app)
    {
        var services = app.ServiceProvider;
        var catalogue = services.GetRequiredService<Catalogue>();
        var pipeline = services.GetRequiredService<Pipeline>();
        var large = services.GetRequiredService<LargeBodies>();
        foreach (var operation in catalogue.All.Where(operation => operation.Route is not null))
        {
            var stream = RunStream.Follows(operation)
                ? new RunStream(ActivatorUtilities.CreateInstance<RunFollower>(services))
                : null;
            var endpoint = new RestEndpoint(operation, catalogue, pipeline, large, stream);
            string[] methods = operation.Route!.Method is "GET" ? ["GET", "HEAD"] : [operation.Route.Method];
            app.MapMethods(Root + operation.Route.Path, methods, endpoint.Invoke).WithMetadata(operation);
        }
        MapOptions(app, catalogue);
    }

    /// <summary>OPTIONS tells the methods. There is no CORS header: a browser's preflight from elsewhere ends here.</summary>
    private static void MapOptions(IEndpointRouteBuilder app, Catalogue catalogue)
    {
        foreach (
            var (path, methods) in catalogue
                .All.Where(operation => operation.Route is not null)
                .GroupBy(operation => operation.Route!.Path, operation => operation.Route!.Method)
                .Select(group => (group.Key, group.ToHashSet()))
        )
        {
            if (methods.Contains("GET"))
                methods.Add("HEAD");
            var allow = new StringValues(string.Join(", ", methods.Append("OPTIONS").Order(StringComparer.Ordinal)));
            app.MapMethods(
                Root + path,
                ["OPTIONS"],
                http =>
                {
                    http.Response.StatusCode = StatusCodes.Status204NoContent;
                    http.Response.Headers.Allow = allow;
                    return Task.CompletedTask;
                }
            );
        }
    }
}
