using System.Buffers.Text;

namespace Steward.Tasks;

/// <summary>Opaque cursors of lists that go by place.</summary>
internal static class PlaceCursor
{
    private const int Length = 32;

    public static string Of(IPlaced last)
    {
        Span<byte> bytes = stackalloc byte[Length];
        last.Position.TryWriteBytes(bytes);
        last.Id.TryWriteBytes(bytes[16..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Throws a refusal (422) when the text is not a cursor.</summary>
    public static (Guid Position, Guid Id)? Read(string? cursor)
    {
        if (cursor is null)
            return null;
        Span<byte> bytes = stackalloc byte[Length];
        return Cursors.IsDecoded(cursor, bytes)
            ? (new Guid(bytes[..16]), new Guid(bytes[16..]))
            : throw RefusalException.Invalid(
                "/cursor",
                "invalid_cursor",
                "The cursor is not one that this list gave. Start again without it."
            );
    }
}
