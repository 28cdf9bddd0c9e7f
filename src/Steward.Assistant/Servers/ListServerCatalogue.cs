namespace Steward.Assistant;

[Operation("list_server_catalogue", Scopes.RunAgents, Route = "GET /server_catalogue")]
[Description("Lists the programs that the operator offers as MCP servers: add_server takes one by its name.")]
public sealed record ListServerCatalogue : IQuery<ServerCatalogue>
{
    internal sealed class Handler(OutsideOptions options) : IHandler<ListServerCatalogue, ServerCatalogue>
    {
        public Task<ServerCatalogue> Handle(
            ListServerCatalogue query,
            OperationContext context,
            CancellationToken ct
        ) =>
            Task.FromResult(
                new ServerCatalogue([
                    .. options.Catalogue.Select(entry => new CatalogueView(
                        entry.Name,
                        entry.Description,
                        entry.HasNetwork
                    )),
                ])
            );
    }
}

public sealed record ServerCatalogue(IReadOnlyList<CatalogueView> Items);

public sealed record CatalogueView(
    string Name,
    string Description,
    [property: Description("Whether it reaches a network; otherwise it reaches its own folder only.")] bool HasNetwork
);
