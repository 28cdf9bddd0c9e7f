using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Steward.Assistant;

namespace Steward.Tests.Assistant;

/// <summary>
/// The sentences of <c>en.txt</c> and <c>de.txt</c>: what each means, what fills its slots, and the answer. With
/// <c>STEWARD_WRITE_SENTENCES=1</c> what stands behind <c>=></c> is written anew, to be read.
/// </summary>
public sealed partial class SentenceTests(TestSteward steward)
{
    private const int Shown = 200;
    private const string Write = "STEWARD_WRITE_SENTENCES";

    public static TheoryData<string> Languages => ["en", "de"];

    [Theory, MemberData(nameof(Languages))]
    public async Task Each_sentence_means_what_its_line_says(string language)
    {
        await using var stage = await SayStage.Of(steward, language);
        var (file, lines) = (PathOf($"{language}.txt"), new List<string>());
        foreach (var line in await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))
            lines.Add(IsSentence(line) ? await Line(stage, line.Split(" => ")[0], language) : line);

        if (Environment.GetEnvironmentVariable(Write) is "1")
            await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);
        else
            Assert.Equal(await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken), lines);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Every_template_has_a_sentence(string language)
    {
        await using var stage = await SayStage.Of(steward, language);
        var spoken = stage.Book.For(language)[0];
        var met = new HashSet<Sentence>();
        foreach (var line in File.ReadLines(PathOf($"{language}.txt")).Where(IsSentence))
        {
            var (text, intent, slots) = Parts(line);
            met.UnionWith(
                spoken
                    .Read(Said.Of(text), new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), "Europe/Berlin", language))
                    .Where(reading =>
                        reading.Intent.Name == intent
                        && Slots(reading.Slots.Select(part => (part.Slot!.Name, part.Word))) == slots
                    )
                    .Select(reading => reading.Sentence)
            );
        }

        string[] ofTheTests = ["remove_note", "count_note", "rename_note"];
        Assert.Empty(
            spoken
                .Sentences.Where(sentence => !met.Contains(sentence) && !ofTheTests.Contains(sentence.Intent.Name))
                .Select(sentence => $"{sentence.Intent.Name}: {sentence.Text}")
        );
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Every_example_that_help_shows_is_understood(string language)
    {
        await using var stage = await SayStage.Of(steward, language);

        foreach (var intent in stage.Book.For(language)[0].Intents.Where(intent => intent.Example is not null))
        {
            var readings = stage
                .Book.For(language)[0]
                .Read(
                    Said.Of(intent.Example!),
                    new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), "Europe/Berlin", language)
                );
            Assert.Contains(intent, readings.Select(reading => reading.Intent));
        }
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Of_ordinary_talk_less_than_one_in_a_hundred_is_taken_for_a_command(string language)
    {
        await using var stage = await SayStage.Of(steward, language);
        var talk = File.ReadLines(PathOf($"{language}.talk.txt")).Where(line => line.Length > 0).ToList();
        var accepted = new List<string>();
        foreach (var sentence in talk)
            if ((await stage.Preview(sentence)).State is SayState.Done or SayState.Confirm)
                accepted.Add(sentence);

        Assert.True(talk.Distinct().Count() >= 300);
        Assert.True(accepted.Count * 100 < talk.Count, string.Join('\n', accepted));
    }

    private static async Task<string> Line(SayStage stage, string text, string language)
    {
        var result = await stage.Preview(text, language);
        var answer = Key().Replace(result.Answer.Replace("\n", " / "), "(HOME-#)");
        // All examples, which are tested for themselves.
        if (answer.Length > Shown)
            answer = answer[..Shown] + "...";
        return $"{text} => {result.Intent ?? Wire.Name(result.State.ToString())} | {Slots(result.Slots.Select(slot => (slot.Key, slot.Value)))} | {answer}";
    }

    private static (string Text, string Intent, string Slots) Parts(string line)
    {
        var parts = line.Split(" => ")[1].Split(" | ");
        return (line.Split(" => ")[0], parts[0], parts[1]);
    }

    private static string Slots(IEnumerable<(string Name, string Text)> slots) =>
        string.Join("; ", slots.OrderBy(slot => slot.Name).Select(slot => $"{slot.Name}={slot.Text}"));

    private static bool IsSentence(string line) => line.Length > 0 && !line.StartsWith(";;", StringComparison.Ordinal);

    private static string PathOf(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, name);

    [GeneratedRegex(@"\(HOME-\d+\)")]
    private static partial Regex Key();
}
