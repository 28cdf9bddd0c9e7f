namespace Steward.Tasks;

/// <summary>Any CSV file with a header; one row is one task.</summary>
internal static class CsvText
{
    private static readonly char[] Separators = [',', ';', '|'];

    public static void Read(string text, Draft draft)
    {
        // The header, and one row more than are taken: that tells that there are too many.
        var rows = CsvRows.Read(text, draft.Faults).Take(IImportSource.MostTasks + 2).ToList();
        if (rows is not [var (_, header), .. var body])
        {
            draft.Faults.Spoil("", "The file is empty.");
            return;
        }
        var columns = CsvColumns.Of(header, draft.Source.Columns, draft.Faults);
        draft.Columns = columns;
        if (draft.Faults.SpoilAll)
            return;
        var order = draft.Source.DateOrder ?? TextDates.Order(body.SelectMany(row => Dates(row.Cells, columns)));
        var reader = new CsvTasks(draft, columns, order);
        foreach (var (line, cells) in body)
        {
            if (cells.Skip(header.Length).Any(cell => cell.Length > 0))
                draft.Faults.Add($"line {line}", "It has more cells than the header.");
            reader.Add($"line {line}", cells);
        }
        reader.Join();
    }

    /// <summary>What a spreadsheet could take for a formula has been given an apostrophe by our export: it comes off again.</summary>
    public static string Plain(string cell)
    {
        var text = cell.AsSpan().TrimStart('\'');
        return text.Length < cell.Length && text.Length > 0 && "=+-@\t\r".Contains(text[0]) ? cell[1..] : cell;
    }

    public static string[] Several(string cell) =>
        cell.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Dates(string[] cells, List<ImportColumn> columns) =>
        cells.Where(
            (_, place) =>
                place < columns.Count
                && columns[place].Field
                    is ImportField.Due
                        or ImportField.Start
                        or ImportField.Deadline
                        or ImportField.CompletedAt
                        or ImportField.CreatedAt
        );
}
