using System.Globalization;
using System.Text.Json;

namespace Steward.Kernel;

/// <summary>
/// Whether all text of some rows was written by one user by hand. Of each text the last writer counts, as the journal tells; what the
/// journal does not know counts as somebody else's, and so does what a program wrote: with an API key, or later as a job.
/// </summary>
[Operation("check_writers", null)]
[System]
[Description(
    "Tells whether rows hold text that somebody else, an agent, a program with an API key or an import has written."
)]
public sealed record CheckWriters(
    [property: Description("Who reads it.")] UserId User,
    [property: Description("The run that reads it: what it has written itself is not new to it.")] Guid? RunId,
    [property: MaxLength(CheckWriters.Most), Description("The rows' ids.")] IReadOnlyList<Guid> Ids,
    [property: Description("Also counts single words, which hold no order but may be a name.")] bool AlsoWords = false
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
        private const string JobSurface = "job";

        private const string Images =
            "SELECT r.row_id, r.before::text, r.after::text, c.user_id, c.agent, c.run_id, c.operation, c.calls, c.undoes, c.api_key_id, c.surface FROM kernel.change_row r "
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
            var byRow = rows.ToLookup(row => (Guid)row[0]!, row => new Image(row));
            return new(
                rows.Count == MostImages
                    ? query.Ids
                    : [.. query.Ids.Where(id => !byRow.Contains(id) || HoldsOthers([.. byRow[id]], query))]
            );
        }

        /// <param name="images">Of one row, the newest first.</param>
        /// <param name="query">Who reads it.</param>
        private bool HoldsOthers(List<Image> images, CheckWriters query)
        {
            if (images[0].After is not { } now)
                // It is gone, or the image was let go of after 400 days.
                return images[0].Before is null;
            return now.EnumerateObject()
                .Where(field => IsText(field.Value) || (query.AlsoWords && IsWord(field.Value)))
                .Any(field =>
                    // Who takes a change back has not written what stands again then.
                    images.Find(image => !image.IsUndo && image.Wrote(field))
                        is not { } writer
                    || !IsByHand(writer, query)
                );
        }

        private static bool IsWord(JsonElement value) =>
            value.ValueKind is JsonValueKind.String && !Guid.TryParse(value.GetString(), out _);

        private bool IsByHand(Image image, CheckWriters query) =>
            ((image.User == query.User.Value && !image.IsByProgram) || (query.RunId is { } run && image.Run == run))
            && !image.Operations.Any(name =>
                catalogue.Find(name) is { } operation
                && (operation.BringsText || (operation.CopiesText && image.Before is null))
            );

        private sealed class Image(object?[] row)
        {
            public JsonElement? Before { get; } = row[1] is string before ? JsonElement.Parse(before) : null;
            public JsonElement? After { get; } = row[2] is string after ? JsonElement.Parse(after) : null;
            public Guid? User => row[3] as Guid?;
            public bool IsByProgram => row[4] is string || row[9] is Guid || row[10] is JobSurface;
            public Guid? Run => row[5] as Guid?;
            public IEnumerable<string> Operations => [(string)row[6]!, .. (string[])row[7]!];
            public bool IsUndo => ((Guid[])row[8]!).Length > 0;

            public bool Wrote(JsonProperty field) =>
                After is { } after
                && after.TryGetProperty(field.Name, out var now)
                && JsonElement.DeepEquals(now, field.Value)
                && !(
                    Before is { } before
                    && before.TryGetProperty(field.Name, out var was)
                    && JsonElement.DeepEquals(was, now)
                );
        }
    }
}

/// <param name="Others">Those of the rows that hold text of others, or of which the journal knows nothing.</param>
public sealed record WritersView(IReadOnlyList<Guid> Others);
