using System.Globalization;
using System.Text.Json;

namespace Steward.Kernel;

/// <summary>
/// Whether all text of some rows was written by one user by hand. Of each text the last writer counts, as the journal tells; what the
/// journal does not know counts as somebody else's.
/// </summary>
[Operation("check_writers", null)]
[System]
[Description("Tells whether rows hold text that somebody else, an agent or an import has written.")]
public sealed record CheckWriters(
    [property: Description("Who reads it.")] UserId User,
    [property: Description("The run that reads it: what it has written itself is not new to it.")] Guid? RunId,
    [property: MaxLength(CheckWriters.Most), Description("The rows' ids.")] IReadOnlyList<Guid> Ids
) : IQuery<WritersView>
{
    /// <summary>Who reads more at once is told that others have written there.</summary>
    public const int Most = 1000;

    private const int LongestWord = 20;

    /// <summary>What could hold an order to an agent: an id, a time or a word of a list could not.</summary>
    public static bool IsText(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: > 0 } text
                && !Guid.TryParse(text, out _)
                && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)
                && (text.Length > LongestWord || text.Any(char.IsWhiteSpace)),
            JsonValueKind.Array => value.EnumerateArray().Any(IsText),
            JsonValueKind.Object => value.EnumerateObject().Any(member => IsText(member.Value)),
            _ => false,
        };

    internal sealed class Handler(Database database, Catalogue catalogue) : IHandler<CheckWriters, WritersView>
    {
        private const int MostImages = 5000;

        private const string Images =
            "SELECT r.row_id, r.before::text, r.after::text, c.user_id, c.agent, c.run_id, c.operation FROM kernel.change_row r "
            + "JOIN kernel.change c ON c.tenant_id = r.tenant_id AND c.id = r.change_id "
            + "WHERE r.tenant_id = $1 AND r.entity = ANY($2) AND r.row_id = ANY($3) "
            + "ORDER BY r.row_id, c.epoch DESC, c.xid DESC, c.number DESC LIMIT $4";

        public async Task<WritersView> Handle(CheckWriters query, OperationContext context, CancellationToken ct)
        {
            var rows = await database.Read(
                Images,
                ct,
                context.Tenant,
                database.Entities.All.Select(entity => entity.Name).ToArray(),
                query.Ids.ToArray(),
                MostImages
            );
            var byRow = rows.ToLookup(row => (Guid)row[0]!);
            return new(
                rows.Count < MostImages
                    && query.Ids.All(id => byRow.Contains(id) && !byRow[id].Any(IsOthers(query, [])))
            );
        }

        /// <summary>Asked from the newest image of a row to the oldest: whether it brought text of others that still stands.</summary>
        private Func<object?[], bool> IsOthers(CheckWriters query, HashSet<string> later) =>
            row =>
            {
                var byHand =
                    (row[3] as Guid? == query.User.Value && row[4] is null && !BringsText((string)row[6]!))
                    || (query.RunId is { } run && row[5] as Guid? == run);
                // Of an image that was let go after 400 days it is not known what it wrote.
                if (row[1] is null && row[2] is null)
                    return !byHand;
                return Written((string?)row[1], (string?)row[2])
                        .Where(field => later.Add(field.Name))
                        .ToList()
                        .Exists(field => field.IsText) && !byHand;
            };

        private bool BringsText(string operation) => catalogue.Find(operation) is { BringsText: true };

        private static IEnumerable<(string Name, bool IsText)> Written(string? before, string? after)
        {
            if (after is null)
                yield break;
            var (old, now) = (before is null ? default : JsonElement.Parse(before), JsonElement.Parse(after));
            foreach (var field in now.EnumerateObject())
                if (
                    before is null
                    || !old.TryGetProperty(field.Name, out var was)
                    || !JsonElement.DeepEquals(was, field.Value)
                )
                    yield return (field.Name, IsText(field.Value));
        }
    }
}

public sealed record WritersView(bool AreTheUser);
