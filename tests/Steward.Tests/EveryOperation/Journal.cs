using System.Text.Json;

namespace Steward.Tests.EveryOperation;

internal static class Journal
{
    /// <summary>The rows of the change that the call left, as the journal holds them.</summary>
    public static async Task<IReadOnlyList<RowChange>> Rows(Staged staged, Outcome outcome)
    {
        if (outcome.ChangeId is not { } change)
            return [];
        var rows = await staged.World.Steward.QueryAsOwner(
            "SELECT entity, row_id, kind, before::text, after::text FROM kernel.change_row WHERE change_id = $1 ORDER BY number",
            change
        );
        return
        [
            .. rows.Select(row => new RowChange(
                (string)row[0]!,
                (Guid)row[1]!,
                Enum.Parse<RowChangeKind>((string)row[2]!, ignoreCase: true),
                Image(row[3]),
                Image(row[4])
            )),
        ];
    }

    private static JsonElement? Image(object? text) => text is string json ? JsonElement.Parse(json) : null;
}
