using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Steward.EndToEnd.Mcp;

/// <summary>The resources of the suite.</summary>
internal static class ResourceFixtures
{
    public static IEnumerable<McpServerResource> All() =>
        [
            Resource("test://static-text", "text/plain", () => "This is the content of the static text resource."),
            Resource("test://watched-resource", "text/plain", () => "This resource can be subscribed to."),
            Resource(
                "test://static-binary",
                "image/png",
                () =>
                    BlobResourceContents.FromBytes(
                        Convert.FromBase64String(PlainFixtures.Pixel),
                        "test://static-binary",
                        "image/png"
                    )
            ),
            Resource(
                "test://template/{id}/data",
                "application/json",
                (string id) => $$"""{"id":"{{id}}","templateTest":true,"data":"Data for ID: {{id}}"}"""
            ),
        ];

    public static McpProtocolException Unknown(string? uri) =>
        new($"There is no resource '{uri}'.", McpErrorCode.InvalidParams) { Data = { ["uri"] = uri } };

    private static McpServerResource Resource(string uri, string mimeType, Delegate read) =>
        McpServerResource.Create(
            read,
            new()
            {
                UriTemplate = uri,
                Name = uri,
                MimeType = mimeType,
                Description = "A resource of the conformance suite.",
            }
        );
}
