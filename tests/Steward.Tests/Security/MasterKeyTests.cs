using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;

namespace Steward.Tests.Security;

public sealed class MasterKeyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("steward-key-");

    private string File => Path.Combine(folder.FullName, MasterKey.FileName);

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_first_start_makes_32_random_bytes_that_only_the_owner_reads()
    {
        var data = Path.Combine(folder.FullName, "a", "data");

        MasterKey.LoadOrCreate(data);

        var file = Assert.Single(Directory.GetFiles(data));
        Assert.Equal(32, System.IO.File.ReadAllBytes(file).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
    }

    [Fact]
    public void Every_later_start_decrypts_what_an_earlier_one_encrypted()
    {
        var stored = MasterKey.LoadOrCreate(folder.FullName).Encrypt("secret"u8, "signing_key:1");

        Assert.Equal("secret"u8, MasterKey.LoadOrCreate(folder.FullName).Decrypt(stored, "signing_key:1"));
    }

    [Fact]
    public async Task Many_first_starts_at_once_make_one_key()
    {
        for (var round = 0; round < 40; round++)
        {
            var data = folder.CreateSubdirectory($"{round}").FullName;
            using var together = new Barrier(8);
            var starts = Enumerable
                .Range(0, together.ParticipantCount)
                .Select(_ => Task.Factory.StartNew(() => Start(data, together), TaskCreationOptions.LongRunning));

            var keys = await Task.WhenAll(starts);

            var stored = keys[0].Encrypt("secret"u8, "p");
            Assert.All(keys, key => Assert.Equal("secret"u8, key.Decrypt(stored, "p")));
            Assert.Single(Directory.GetFiles(data));
        }

        static MasterKey Start(string data, Barrier together)
        {
            together.SignalAndWait();
            return MasterKey.LoadOrCreate(data);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_file_that_is_no_key_stops_the_start_and_is_left_as_it_is(int length)
    {
        Write(new byte[length]);

        var refused = Assert.Throws<InvalidDataException>(() => MasterKey.LoadOrCreate(folder.FullName));

        Assert.Contains(MasterKey.FileName, refused.Message, StringComparison.Ordinal);
        Assert.Equal(length, System.IO.File.ReadAllBytes(File).Length);
    }

    [Fact]
    public void A_key_that_others_can_read_stops_the_start()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Write(new byte[32]);
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Throws<InvalidDataException>(() => MasterKey.LoadOrCreate(folder.FullName));
    }

    [Fact]
    public void Another_key_another_purpose_and_another_text_do_not_decrypt()
    {
        var key = MasterKey.LoadOrCreate(folder.FullName);
        var other = MasterKey.LoadOrCreate(Path.Combine(folder.FullName, "other"));
        var stored = key.Encrypt("secret"u8, "signing_key:1");

        Assert.Throws<CryptographicException>(() => other.Decrypt(stored, "signing_key:1"));
        Assert.Throws<CryptographicException>(() => key.Decrypt(stored, "signing_key:2"));
        Assert.Throws<CryptographicException>(() => key.Decrypt([], "signing_key:1"));
        Assert.NotEqual(stored, key.Encrypt("secret"u8, "signing_key:1"));
    }

    [Fact]
    public void No_changed_bit_and_no_truncation_decrypts()
    {
        var key = MasterKey.LoadOrCreate(folder.FullName);
        var stored = key.Encrypt("a signing key"u8, "p");

        Prop.ForAll(
                Gen.Choose(0, stored.Length * 8 - 1).ToArbitrary(),
                bit =>
                {
                    var changed = stored.ToArray();
                    changed[bit / 8] ^= (byte)(1 << (bit % 8));
                    Assert.ThrowsAny<CryptographicException>(() => key.Decrypt(changed, "p"));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
        for (var length = 0; length < stored.Length; length++)
            Assert.ThrowsAny<CryptographicException>(() => key.Decrypt(stored[..length], "p"));
    }

    [Fact]
    public void Any_bytes_come_back_as_they_were()
    {
        var key = MasterKey.LoadOrCreate(folder.FullName);

        Prop.ForAll<byte[]>(bytes => key.Decrypt(key.Encrypt(bytes, "p"), "p").SequenceEqual(bytes))
            .QuickCheckThrowOnFailure();
    }

    private void Write(byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File, bytes);
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
