using System.Net;

namespace Steward.Assistant;

/// <summary>Which addresses a tenant's model may have. What their names resolve to is checked at each connection.</summary>
internal static class ModelAddress
{
    public const int Longest = 500;

    /// <summary>As it is kept: without a slash at its end.</summary>
    public static string Checked(string given, OutboundHttp outbound)
    {
        if (
            !Uri.TryCreate(given.Trim(), UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https")
            || url.UserInfo.Length > 0
            || url.Query.Length > 0
            || url.Fragment.Length > 0
        )
            throw RefusalException.Invalid(
                "/url",
                "invalid_url",
                "It is an address such as https://api.openai.com/v1, without a password, a query or a fragment in it."
            );
        if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && !outbound.MayReach(url.Host, address))
            throw RefusalException.Invalid(
                "/url",
                "private_address",
                "Steward calls no private address, unless the operator lists it in outbound:allow."
            );
        return url.AbsoluteUri.TrimEnd('/');
    }
}
