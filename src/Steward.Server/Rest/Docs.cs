using Microsoft.AspNetCore.Builder;

namespace Steward.Server.Rest;

/// <summary>The document of the API to read and to try, under <c>/docs</c>: every file comes from here, no script stands in the page.</summary>
internal static class Docs
{
    public static void MapDocs(this IEndpointRouteBuilder app) =>
        app.MapSwaggerUI(
            "docs",
            options =>
            {
                options.DocumentTitle = "Steward API";
                options.SwaggerEndpoint(OpenApiDocument.Path, "Steward");
                options.EnableTryItOutByDefault();
                options.EnableDeepLinking();
                options.DisplayRequestDuration();
                options.DefaultModelsExpandDepth(-1);
                // Else the page would send the document to a validator elsewhere.
                options.EnableValidator(null);
            }
        );
}
