namespace Steward.Kernel;

/// <summary>Finds what somebody may have meant who mistyped a name.</summary>
public static class Spelling
{
    private const int Longest = 40;
    private const int MostKnown = 1000;

    /// <summary>
    /// Up to <paramref name="most"/> of the known names, the closest first: by letters left out, added, changed or swapped, one for
    /// each three letters, without regard to case. Nothing for texts over 40 characters; only the first 1,000 names are compared.
    /// </summary>
    public static IReadOnlyList<string> Closest(string text, IEnumerable<string> known, int most = 3)
    {
        if (text.Length is 0 or > Longest)
            return [];
        var typed = Folded(text);
        var near = new List<(int Distance, string Name)>();
        foreach (var name in known.Take(MostKnown))
        {
            if (name.Length > Longest)
                continue;
            var bound = Math.Clamp(Math.Max(typed.Length, name.Length) / 3, 1, 3);
            if (Math.Abs(name.Length - typed.Length) > bound)
                continue;
            var distance = Distance(typed, Folded(name));
            if (distance <= bound && distance < typed.Length)
                near.Add((distance, name));
        }
        return [.. near.OrderBy(one => one.Distance).Select(one => one.Name).Distinct().Take(most)];
    }

    private static string Folded(string text) => text.ToLowerInvariant();

    /// <summary>Optimal string alignment: Levenshtein's, and two neighbours swapped count once.</summary>
    private static int Distance(string a, string b)
    {
        Span<int> before = stackalloc int[Longest + 1];
        Span<int> above = stackalloc int[Longest + 1];
        Span<int> row = stackalloc int[Longest + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            above.CopyTo(before);
            row.CopyTo(above);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(changed, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
        }
        return row[b.Length];
    }
}
