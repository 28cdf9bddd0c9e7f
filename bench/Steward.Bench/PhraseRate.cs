using System.Diagnostics;
using Steward.Kernel;

namespace Steward.Bench;

/// <summary>How many lines of quick add are read in a second, on one thread: those that the tests of each language hold.</summary>
internal static class PhraseRate
{
    private const int Aim = 10_000;
    private const int Rounds = 5;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    private static readonly PhraseContext When = new(
        new(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(1)),
        "Europe/Berlin"
    );

    public static int Run(bool check)
    {
        var lines = Phrases.Languages.ToDictionary(language => language, Lines);
        string[] both = [.. lines.Values.SelectMany(some => some)];
        Console.WriteLine("| lines of | read as | lines | lines/s | aim |\n| --- | --- | ---: | ---: | ---: |");
        var isReached = true;
        foreach (var (language, own) in lines)
            isReached &= Report(language, own, language);
        // As they come in mostly: nobody says the language, so each is tried.
        isReached &= Report(string.Join(" and ", lines.Keys), both, null);
        return check && !isReached ? 1 : 0;
    }

    private static bool Report(string name, string[] lines, string? language)
    {
        Rate(lines, language);
        var rate = Enumerable.Range(0, Rounds).Select(_ => Rate(lines, language)).Order().ElementAt(Rounds / 2);
        Console.WriteLine(
            FormattableString.Invariant(
                $"| {name} | {language ?? "either"} | {lines.Length:N0} | {rate:N0} | {Aim:N0} |"
            )
        );
        return rate >= Aim;
    }

    private static double Rate(string[] lines, string? language)
    {
        var context = When with { Language = language };
        var (count, watch) = (0L, Stopwatch.StartNew());
        for (; watch.Elapsed < Round; count += lines.Length)
            foreach (var line in lines)
                if (Phrases.Read(line, context).Line.Length != line.Length)
                    throw new InvalidOperationException($"'{line}' was read as another.");
        return count / watch.Elapsed.TotalSeconds;
    }

    private static string[] Lines(string language) =>
        [
            .. File.ReadLines(Path.Combine(Repository.Root(), $"tests/Steward.Tests/Language/Phrases/{language}.txt"))
                .Where(line =>
                    line.Length > 0 && line[0] is not '@' && !line.StartsWith(";;", StringComparison.Ordinal)
                )
                .Select(line => line.Split(" =>")[0]),
        ];
}
