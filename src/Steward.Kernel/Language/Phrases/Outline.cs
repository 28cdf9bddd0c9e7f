namespace Steward.Kernel;

/// <param name="Number">The line's number in the text, from 1.</param>
/// <param name="Depth">0 for the outermost; at most one more than the line before.</param>
/// <param name="Text">Without indentation and bullet.</param>
/// <param name="Start">Where that begins in the whole text, in UTF-16 units.</param>
public sealed record OutlineLine(int Number, int Depth, string Text, int Start);

/// <summary>Text of many lines as an outline: two blanks or a tab a level; bullets (- * • [ ]) go, empty lines too.</summary>
public static class Outline
{
    public const int MostLines = 200;

    public static IReadOnlyList<OutlineLine> Read(string text)
    {
        var lines = new List<OutlineLine>();
        var above = new Stack<int>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            text.AsSpan().Overlaps(line, out var start);
            var rest = line.TrimStart();
            var indent = Columns(line[..(line.Length - rest.Length)]) / 2;
            rest = WithoutBullet(rest).TrimStart();
            start += line.Length - rest.Length;
            rest = rest.TrimEnd();
            if (rest.IsEmpty)
                continue;
            if (lines.Count == MostLines)
                throw RefusalException.Invalid(
                    "/text",
                    "too_many_lines",
                    $"{MostLines} lines at most are read at once; send the rest in another call."
                );
            if (rest.Length > Phrases.LongestLine)
                throw RefusalException.Invalid(
                    "/text",
                    "line_too_long",
                    $"Line {number} has more than {Phrases.LongestLine} characters; break it up or put the rest into notes."
                );

            while (above.TryPeek(out var outer) && outer >= indent)
                above.Pop();
            lines.Add(new(number, above.Count, rest.ToString(), start));
            above.Push(indent);
        }
        return lines;
    }

    private static int Columns(ReadOnlySpan<char> indentation)
    {
        var columns = 0;
        foreach (var blank in indentation)
            columns += blank is '\t' ? 2 : 1;
        return columns;
    }

    private static ReadOnlySpan<char> WithoutBullet(ReadOnlySpan<char> line)
    {
        if (line.Length > 0 && line[0] is '-' or '*' or '•' && (line.Length == 1 || char.IsWhiteSpace(line[1])))
            line = line[1..].TrimStart();
        return line.StartsWith("[ ]") && (line.Length == 3 || char.IsWhiteSpace(line[3])) ? line[3..] : line;
    }
}
