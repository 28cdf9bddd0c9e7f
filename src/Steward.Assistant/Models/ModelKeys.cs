using System.Security.Cryptography;
using System.Text;

namespace Steward.Assistant;

/// <summary>The keys of tenants' providers, as they lie in the database: encrypted, each for its own row.</summary>
internal sealed class ModelKeys(MasterKey masterKey)
{
    private const int LeastForHint = 16;

    public byte[] Seal(TenantId tenant, Guid provider, string key) =>
        masterKey.Encrypt(Encoding.UTF8.GetBytes(key), Purpose(tenant, provider));

    /// <summary>Null: it was encrypted with another master key, as after a restore of half a backup.</summary>
    public string? Open(TenantId tenant, Guid provider, byte[] sealedKey)
    {
        try
        {
            return Encoding.UTF8.GetString(masterKey.Decrypt(sealedKey, Purpose(tenant, provider)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The last four characters, by which people know it again; nothing of one so short that they would be much of it.</summary>
    public static string Hint(string key) => key.Length >= LeastForHint ? key[^4..] : "";

    /// <summary>It travels in a header.</summary>
    public static bool IsKey(string key) => key.All(c => c is > ' ' and <= '~');

    private static string Purpose(TenantId tenant, Guid provider) => $"model_key:{tenant.Value}:{provider}";
}
