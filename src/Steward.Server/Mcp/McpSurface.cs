using Steward.Assistant;

namespace Steward.Server.Mcp;

/// <summary>The MCP surface at <c>/mcp</c>.</summary>
internal static class McpSurface
{
    public static void AddMcp(this IServiceCollection services) =>
        services
            .AddSingleton<ToolList>()
            .AddSingleton<OwnTools>(provider =>
                caller => new InMemoryTransport(() =>
                {
                    var known = caller();
                    return new OperationTools(
                        provider.GetRequiredService<ToolList>(),
                        provider.GetRequiredService<Pipeline>(),
                        known,
                        _ => known
                    );
                })
            );

    /// <param name="authenticate">Who a request's token names; null: nobody.</param>
    public static IEndpointConventionBuilder MapMcp(
        this IEndpointRouteBuilder routes,
        Func<HttpContext, ValueTask<Caller?>> authenticate
    )
    {
        var list = routes.ServiceProvider.GetRequiredService<ToolList>();
        var pipeline = routes.ServiceProvider.GetRequiredService<Pipeline>();
        return McpEndpoint.Map(routes, "/mcp", Open);

        async ValueTask<McpService> Open(HttpContext http)
        {
            if (await authenticate(http) is not { Kind: not CallerKind.Anonymous } caller)
                throw McpAccess.Unauthenticated("Send a valid token: Authorization: Bearer ...");
            return new OperationTools(
                list,
                pipeline,
                caller,
                request => McpCaller.AsAgent(caller, http.Request, request),
                http.Features.Get<LogScope>()
            );
        }
    }
}
