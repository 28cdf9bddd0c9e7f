using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steward.Assistant;
using Steward.Identity;
using Steward.Server.Rest;
using Steward.Tasks;

namespace Steward.Tests.Rest;

[Collection(nameof(Alone))]
public sealed class OpenApiTests(TestSteward steward)
{
    private static readonly Catalogue Product = new(
        new(typeof(JsonWebKey).Assembly, typeof(Due).Assembly, typeof(Say).Assembly)
    );

    /// <summary><c>STEWARD_WRITE_OPENAPI=1</c> writes it anew.</summary>
    [Fact]
    public async Task The_committed_document_is_what_the_operations_say()
    {
        var document = OpenApiDocument.Of(Product);
        await OpenApiExamples.AddTo(document, Product, steward);
        var json = document.ToJsonString(new(Wire.Json) { WriteIndented = true, NewLine = "\n" }) + "\n";

        if (Environment.GetEnvironmentVariable("STEWARD_WRITE_OPENAPI") is "1")
            await File.WriteAllTextAsync(Committed(), json, TestContext.Current.CancellationToken);
        var committed = await File.ReadAllTextAsync(Committed(), TestContext.Current.CancellationToken);
        Assert.Equal(committed.Split('\n'), json.Split('\n'));
    }

    [Fact]
    public async Task The_server_shows_the_committed_document()
    {
        await using var host = await RestHost.Start(steward, app => app.MapOpenApi());

        var served = await host.Anonymous().Send("GET", "/openapi/v1.json");

        Assert.Equal("application/json", served.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            OpenApiDocument.BuiltIn(),
            await served.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public void Every_operation_with_a_route_stands_in_it_under_its_name()
    {
        var ids = Operations().Select(operation => operation.GetProperty("operationId").GetString());

        Assert.Equal(
            Product
                .All.Where(operation => operation is { Route: not null, IsSystem: false })
                .Select(operation => operation.Name)
                .Order(),
            ids.Order()
        );
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var document = OpenApiDocument.Of(Product);
        foreach (var reference in References(document))
        {
            JsonNode? node = document;
            foreach (var step in reference.Split('/')[1..])
                node = node?[step];
            Assert.True(node is not null, reference);
        }
    }

    private static IEnumerable<JsonElement> Operations() =>
        JsonSerializer
            .SerializeToElement(OpenApiDocument.Of(Product))
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .Select(method => method.Value);

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject value => value.SelectMany(property =>
                property is { Key: "$ref", Value: JsonValue reference }
                    ? [reference.GetValue<string>()]
                    : References(property.Value)
            ),
            JsonArray items => items.SelectMany(References),
            _ => [],
        };

    private static string Committed([CallerFilePath] string here = "") =>
        Path.Combine(here, "../../../../docs/openapi.json");
}
