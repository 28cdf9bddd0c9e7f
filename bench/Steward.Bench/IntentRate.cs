using System.Diagnostics;
using Steward.Assistant;
using Steward.Kernel;
using Steward.Server.Hosting;

namespace Steward.Bench;

/// <summary>
/// How long it takes until a text is understood, or not, on one thread: with as many templates as a large installation has, and a
/// tenant of 2,000 names, which are found in memory.
/// </summary>
internal static class IntentRate
{
    private const int Templates = 400;
    private const int Names = 2_000;
    private const int Rounds = 20;
    private const int FewestTimes = 3_000;
    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(2);

    private static readonly PhraseContext When = new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), "Europe/Berlin");

    private static readonly ILookup<string, NamedRow> Rows = Enumerable
        .Range(0, Names)
        .Select(number => Row($"Task number {number}"))
        .Concat(
            (
                (string[])["Pay the rent", "Buy paint", "Water the plants", "Home", "Garden", "Ben", "Ana", "bills"]
            ).Select(Row)
        )
        .ToLookup(row => row.Name, StringComparer.OrdinalIgnoreCase);

    public static async Task<int> Run(bool check)
    {
        var modules = new Modules(StewardApp.Modules);
        Console.WriteLine(
            "| texts | of | templates | p50 ms | p99 ms | longest ms | aim of p99 |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |"
        );
        var isReached = true;
        foreach (var name in Phrases.Languages)
        {
            var language = IntentBook.Of(modules, new Catalogue(modules)).For(name)[0];
            language = With(language, modules, Templates - language.Sentences.Count);
            var hits = Lines($"{name}.txt").Select(line => line.Split(" => ")[0]).ToList();
            var misses = Lines($"{name}.talk.txt");
            var talk = string.Join(' ', misses).Chunk(Phrases.LongestLine).Select(some => new string(some)).ToList();
            isReached &= await Report("sentences", language, hits);
            isReached &= await Report("ordinary talk", language, misses);
            isReached &= await Report("talk of 2,000 characters", language, talk);
        }
        return check && !isReached ? 1 : 0;
    }

    private static async Task<bool> Report(string what, IntentLanguage language, IReadOnlyCollection<string> texts)
    {
        var times = new List<double>();
        for (var round = 0; round <= Rounds || times.Count < FewestTimes; round++)
            foreach (var text in texts)
            {
                var started = Stopwatch.GetTimestamp();
                await Understanding.Of(language, Said.Of(text), When with { Language = language.Name }, Find, default);
                // The first round is the machine's, that warms up.
                if (round > 0)
                    times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        times.Sort();
        var p99 = times[times.Count * 99 / 100];
        Console.WriteLine(
            FormattableString.Invariant(
                $"| {what} | {language.Name} | {language.Sentences.Count} | {times[times.Count / 2]:0.000} | {p99:0.000} | {times[^1]:0.000} | {Aim.TotalMilliseconds} |"
            )
        );
        return p99 < Aim.TotalMilliseconds;
    }

    /// <summary>The language with so many more templates, as other modules would bring them.</summary>
    private static IntentLanguage With(IntentLanguage language, Modules modules, int more)
    {
        string[] verbs = ["book", "pay", "weigh", "scan", "split", "print", "share", "judge", "count", "merge"];
        var sentences = string.Join(
            '\n',
            Enumerable
                .Range(0, more)
                .Select(number =>
                    $"  more{number}: {{ sentences: [\"({verbs[number % 10]}|{verbs[(number + 3) % 10]}) [the] thing{number / 10} {{task}} (to|with) {{any}}\"], answer: \"\" }}"
                )
        );
        var file = $"lists:\n  task: {{ names_of: task }}\n  any: {{ text: any }}\nintents:\n{sentences}";
        return new IntentBook(
            [(language.Name, "more", file), .. IntentBook.Files(modules)],
            new Catalogue(modules)
        ).For(language.Name)[0];
    }

    private static Task<ILookup<string, NamedRow>> Find(
        string entity,
        bool inTrash,
        IReadOnlyCollection<string> names,
        CancellationToken ct
    ) =>
        Task.FromResult(
            names
                .SelectMany(name => Rows[name].Select(row => (Name: name, Row: row)))
                .ToLookup(found => found.Name, found => found.Row)
        );

    private static NamedRow Row(string name) =>
        new()
        {
            Id = Guid.Parse(
                $"00000000-0000-7000-8000-{Math.Abs(string.GetHashCode(name, StringComparison.Ordinal)):x12}"
            ),
            Name = name,
            Label = name,
        };

    private static string[] Lines(string file) =>
        [
            .. File.ReadLines(Path.Combine(Repository.Root(), $"tests/Steward.Tests/Assistant/{file}"))
                .Where(line => line.Length > 0 && !line.StartsWith(";;", StringComparison.Ordinal)),
        ];
}
