using System.Buffers.Binary;
using System.Buffers.Text;

namespace Steward.Kernel;

[Operation("get_change", Scopes.ReadAudit, Route = "GET /changes/{change_id}")]
[Description(
    "Shows one change with the rows it touched, before and after; of a large one in pages. Use it before undoing something."
)]
public sealed record GetChange(
    Guid ChangeId,
    [property: Range(1, Change.Few), Description("How many rows at most.")] int Limit = Change.Few,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<ChangeDetails>
{
    internal sealed class Handler(Database database) : IHandler<GetChange, ChangeDetails>
    {
        public async Task<ChangeDetails> Handle(GetChange query, OperationContext context, CancellationToken ct)
        {
            var access = new ChangeAccess(database);
            var from = Number(query.Cursor);
            var change = await new Changes(database).Find(context.Tenant, query.ChangeId, ct);
            if (change is null || await access.Visible([change], context.Caller, ct, leavesOut: true) is [])
                throw RefusalException.NotFound("change");
            var (rows, count) = await access.Read(change, context.Caller, from, query.Limit, ct);
            var next = rows is not [] && from + rows.Count < count ? Cursor(from + rows.Count) : null;
            return new(ChangeView.Of(change), [.. rows.Select(row => row.View())], count, next);
        }

        private static string Cursor(int number)
        {
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(bytes, number);
            return Base64Url.EncodeToString(bytes);
        }

        private static int Number(string? cursor)
        {
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            return cursor is null ? 0
                : cursor.Length is 6 && Cursors.IsDecoded(cursor, bytes) ? BinaryPrimitives.ReadInt32BigEndian(bytes)
                : throw RefusalException.Invalid(
                    "/cursor",
                    "invalid_cursor",
                    "The cursor is not one that this list gave. Start again without it."
                );
        }
    }
}
