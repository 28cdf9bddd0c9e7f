using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Steward.Server.Web;

/// <param name="Path">Where it is read from, once: under a running server others may be put there, which its tag would not be true of.</param>
/// <param name="Address">What it is asked for by.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Encoding">How it is compressed; null: not at all.</param>
internal sealed record WebFile(string Path, string Address, string Type, string? Encoding)
{
    private readonly byte[] content = File.ReadAllBytes(Path);

    private EntityTagHeaderValue Tag =>
        field ??= new($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"");

    /// <summary>The names of these change with what is in them; all others are asked about each time.</summary>
    private string Caching =>
        Address.StartsWith("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";

    public Task Send(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = Caching;
        headers.Vary = "Accept-Encoding";
        if (Encoding is not null)
            headers.ContentEncoding = Encoding;
        return Results.Bytes(content, Type, entityTag: Tag).ExecuteAsync(http);
    }
}
