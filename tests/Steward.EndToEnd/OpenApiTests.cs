using Steward.EndToEnd.Mcp;

namespace Steward.EndToEnd;

/// <summary>The OpenAPI document before a validator that others wrote.</summary>
[Trait("Category", "Slow")]
public sealed class OpenApiTests
{
    private const string Validator = "node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js";

    [Fact]
    public async Task The_document_is_OpenAPI()
    {
        var document = Path.Combine(ForeignClients.Folder, "../../../docs/openapi.json");

        var (exitCode, output) = await ForeignClients.Run(Validator, document);

        Assert.True(exitCode == 0, output);
        Assert.Contains("\"valid\": true", output, StringComparison.Ordinal);
    }
}
