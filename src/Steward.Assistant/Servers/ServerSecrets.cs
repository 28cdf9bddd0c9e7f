using System.Security.Cryptography;
using System.Text;

namespace Steward.Assistant;

/// <summary>
/// The secrets that are sent to tenants' servers, as they lie in the database: encrypted, each for its row and for the address and header that
/// it was given for. So an address that comes back by undo or from an earlier version gets no secret that was meant for another one.
/// </summary>
internal sealed class ServerSecrets(MasterKey masterKey)
{
    public byte[] Seal(TenantId tenant, Guid server, string url, string header, string secret) =>
        masterKey.Encrypt(Encoding.UTF8.GetBytes(secret), Purpose(tenant, server, url, header));

    /// <summary>Null: it was meant for another address, or encrypted with another master key.</summary>
    public string? Open(TenantId tenant, Guid server, string url, string header, byte[] sealedSecret)
    {
        try
        {
            return Encoding.UTF8.GetString(masterKey.Decrypt(sealedSecret, Purpose(tenant, server, url, header)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>It travels in a header.</summary>
    public static bool IsSecret(string text) =>
        text.Length > 0 && text.All(c => c is >= ' ' and <= '~') && text.Trim().Length == text.Length;

    private static string Purpose(TenantId tenant, Guid server, string url, string header) =>
        $"server_secret:{tenant.Value}:{server}:{header}:{url}";
}
