using Microsoft.Net.Http.Headers;

namespace Steward.Server.Rest;

internal static class MediaTypes
{
    /// <summary>JSON in UTF-8, not compressed: a small body that unpacks to a large one gets no further than this.</summary>
    /// <exception cref="BadHttpRequestException">415</exception>
    public static void CheckJson(HttpRequest request)
    {
        var isJson =
            request.HasJsonContentType()
            && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            && request.Headers.ContentEncoding is [] or ["identity"];
        if (!isJson)
            throw new BadHttpRequestException("Not JSON.", StatusCodes.Status415UnsupportedMediaType);
    }
}
