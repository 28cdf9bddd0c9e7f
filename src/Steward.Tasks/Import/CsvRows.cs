using CsvHelper;

namespace Steward.Tasks;

/// <summary>The rows of a CSV text (RFC 4180), with the lines on which they begin; what separates the cells is found out.</summary>
internal static class CsvRows
{
    private const string Delimiters = ",;\t|";
    private const int LongestRow = 1 << 20;
    private const int LongestHeader = 20_000;
    private const int MostColumns = 200;

    public static IEnumerable<(int Line, string[] Cells)> Read(string text, ImportFaults faults)
    {
        var bad = 0L;
        using var reader = CsvReader.FromText(
            text,
            new CsvReaderOptions
            {
                // A first line as sep=; is Excel's own word for it.
                Separator = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? null : Delimiter(text),
                HasHeader = false,
                TrackLineNumbers = true,
                MaxRecordSize = LongestRow,
                PoolStrings = false,
                OnMalformedRecord = found =>
                {
                    bad = found.LineNumber;
                    if (found.Reason is CsvMalformedReason.UnterminatedQuote)
                        faults.Spoil($"line {bad}", "A quotation mark that opens here is never closed.");
                    else
                        faults.Add($"line {bad}", "A quotation mark stands where none may.");
                },
            }
        );
        while (Next(reader, faults))
        {
            var (line, cells) = ((int)reader.LineNumber, reader.Current.ToArray());
            if (cells.Length > MostColumns)
                faults.Add($"line {line}", $"It has more than {MostColumns} cells.");
            else if (line != bad && cells.Any(cell => cell.Length > 0))
                yield return (line, cells);
        }
    }

    /// <summary>The one that stands most often in the header.</summary>
    public static char Delimiter(string text)
    {
        var counts = new int[Delimiters.Length];
        var isQuoted = false;
        foreach (var c in text.AsSpan()[..Math.Min(text.Length, LongestHeader)])
        {
            if (c is '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && c is '\n' or '\r')
                break;
            else if (!isQuoted && Delimiters.IndexOf(c) is >= 0 and var place)
                counts[place]++;
        }
        // Of one column only: what seldom stands in a text separates nothing.
        return counts.Max() == 0 ? '\t' : Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    private static bool Next(CsvReader reader, ImportFaults faults)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException fault)
        {
            faults.Spoil(
                fault.LineNumber > 0 ? $"line {fault.LineNumber}" : "",
                "It cannot be read: a row is too long, or a quotation mark is missing."
            );
            return false;
        }
    }
}
