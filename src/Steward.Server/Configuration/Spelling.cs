namespace Steward.Server.Configuration;

internal static class Spelling
{
    /// <summary>The candidate that a slip of the fingers turned into <paramref name="word"/>, if one is near enough.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates) =>
        candidates
            .Select(candidate => (candidate, distance: Distance(Plain(word), Plain(candidate))))
            .Where(pair => pair.distance <= Math.Max(1, pair.candidate.Length / 4))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();

    private static string Plain(string word) =>
        word.Replace("_", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>How many letters were added, left out, changed or swapped (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var steps = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        for (var j = 0; j <= b.Length; j++)
            steps[i, j] = i == 0 || j == 0 ? i + j : Least(i, j);
        return steps[a.Length, b.Length];

        int Least(int i, int j)
        {
            var changed = steps[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            var least = Math.Min(changed, Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1);
            var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            return swapped ? Math.Min(least, steps[i - 2, j - 2] + 1) : least;
        }
    }
}
