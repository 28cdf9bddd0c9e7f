using System.Buffers.Binary;
using System.Buffers.Text;

namespace Steward.Kernel;

/// <summary>
/// A place in the feed of changes. Transaction ids are handed out in order but committed out of order, so that a reader must
/// stop below the oldest transaction that still runs; a restore begins a new epoch.
/// </summary>
internal readonly record struct FeedPosition(int Epoch, long Xid, long Number)
{
    public static FeedPosition Of(Change change) => new(change.Epoch, change.Xid, change.Number);

    public static FeedPosition? Parse(string? text)
    {
        if (text is null)
            return null;
        Span<byte> bytes = stackalloc byte[20];
        if (text.Length != 27 || !Cursors.IsDecoded(text, bytes))
            throw RefusalException.Invalid(
                "/cursor",
                "invalid_cursor",
                "The cursor is not one that this list gave. Start again without it."
            );
        return new(
            BinaryPrimitives.ReadInt32BigEndian(bytes),
            BinaryPrimitives.ReadInt64BigEndian(bytes[4..]),
            BinaryPrimitives.ReadInt64BigEndian(bytes[12..])
        );
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[20];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Epoch);
        BinaryPrimitives.WriteInt64BigEndian(bytes[4..], Xid);
        BinaryPrimitives.WriteInt64BigEndian(bytes[12..], Number);
        return Base64Url.EncodeToString(bytes);
    }
}
