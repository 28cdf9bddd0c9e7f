using System.Security.Cryptography;
using System.Text;

namespace Steward.Kernel;

/// <summary>
/// The installation's key, made at the first start in the data folder, readable by its owner only. It encrypts what is
/// stored and must not be read from a stolen database: signing keys, tenants' secrets (AES-256-GCM).
/// </summary>
public sealed class MasterKey
{
    public const string FileName = "master.key";

    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int TagAt = 1 + NonceLength;
    private const int CiphertextAt = TagAt + TagLength;
    private const byte Format = 1;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly byte[] key;

    private MasterKey(byte[] key) => this.key = key;

    /// <exception cref="InvalidDataException">The file is there and is not a key, or others can read it.</exception>
    public static MasterKey LoadOrCreate(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        if (!File.Exists(path))
            Create(dataFolder, path);

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
            throw new InvalidDataException($"Others can read {path}: run chmod 600 on it, and who could have read it?");
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length != KeyLength)
            throw new InvalidDataException(
                $"{path} is not a master key: it has {bytes.Length} bytes instead of {KeyLength}. Restore it from your backup."
            );
        return new MasterKey(bytes);
    }

    /// <param name="plaintext">The secret.</param>
    /// <param name="purpose">
    /// What it is and whose (<c>signing_key:id</c>): it decrypts for the same purpose only, so that no row can be put in
    /// another one's place.
    /// </param>
    public byte[] Encrypt(ReadOnlySpan<byte> plaintext, string purpose)
    {
        var sealedBytes = new byte[CiphertextAt + plaintext.Length];
        sealedBytes[0] = Format;
        var nonce = sealedBytes.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(
            nonce,
            plaintext,
            sealedBytes.AsSpan(CiphertextAt),
            sealedBytes.AsSpan(TagAt, TagLength),
            Encoding.UTF8.GetBytes(purpose)
        );
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">Another key or purpose, or it was changed.</exception>
    public byte[] Decrypt(byte[] sealedBytes, string purpose)
    {
        if (sealedBytes.Length < CiphertextAt || sealedBytes[0] != Format)
            throw new CryptographicException("This was not encrypted with a master key of Steward's.");
        var plaintext = new byte[sealedBytes.Length - CiphertextAt];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(
                sealedBytes.AsSpan(1, NonceLength),
                sealedBytes.AsSpan(CiphertextAt),
                sealedBytes.AsSpan(TagAt, TagLength),
                plaintext,
                Encoding.UTF8.GetBytes(purpose)
            );
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new CryptographicException(
                $"{FileName} does not belong to this database, or the row was changed.",
                e
            );
        }
        return plaintext;
    }

    private static void Create(string dataFolder, string path)
    {
        Directory.CreateDirectory(dataFolder);
        try
        {
            // File.Move is not exclusive on Unix: of two first starts, the lock decides whose key it is.
            using var claim = Open($"{path}.lock", FileMode.OpenOrCreate, FileOptions.DeleteOnClose);
            if (File.Exists(path))
                return;
            // Written beside and then renamed: a crash leaves no half key.
            using (var draft = Open($"{path}.new", FileMode.Create, FileOptions.None))
            {
                draft.Write(RandomNumberGenerator.GetBytes(KeyLength));
                draft.Flush(flushToDisk: true);
            }
            File.Move($"{path}.new", path);
        }
        catch (IOException) when (SpinWait.SpinUntil(() => File.Exists(path), TimeSpan.FromSeconds(5)))
        {
            // Another first start held the lock, and has made the key.
        }
    }

    private static FileStream Open(string path, FileMode mode, FileOptions behaviour)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = behaviour,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }
}
