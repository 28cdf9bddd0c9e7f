using Steward.Assistant;

namespace Steward.Tests.Assistant;

/// <summary>A file that cannot be used stops the start, and says where.</summary>
public sealed class IntentFileTests
{
    private const string Whole = """
        replies: { not_understood: "?", did_you_mean: "{first}", nobody_is_called_so: "?", several_are_called_so: "?", confirm: "?" }
        rules:
          the: "[the]"
        lists:
          line: { text: any }
          task: { names_of: task }
        intents:
          add_task:
            sentences: ["add <the> {line:title}"]
            operation: add_task
            input: { title: "{title}" }
            answer: "Added {add_task.title}."
        """;

    private static readonly Catalogue Catalogue = new(new Modules(TestSteward.Modules));

    [Fact]
    public void A_whole_file_is_read()
    {
        var language = Assert.Single(Read(Whole).Languages);

        Assert.Equal(["add_task"], language.Intents.Select(intent => intent.Name));
    }

    [Theory]
    [InlineData("add <the> {line:title}", "add <teh> {line:title}", 9, "no rule is called 'teh'")]
    [InlineData("add <the> {line:title}", "add [the {line:title}", 9, "no ]")]
    [InlineData("add <the> {line:title}", "add the] {line:title}", 9, "a bracket too many")]
    [InlineData("add <the> {line:title}", "{line:title}", 9, "without a word of its own")]
    [InlineData("add <the> {line:title}", "[add]", 9, "may be nothing at all")]
    [InlineData("add <the> {line:title}", "add {lien:title}", 9, "No list is called 'lien'")]
    [InlineData("add <the> {line:title}", "add-{line:title}", 9, "is glued to a word")]
    [InlineData("add <the> {line:title}", "add {line:title} {line:title}", 9, "has the slot 'title' twice")]
    [InlineData("add <the> {line:title}", "add {line:text}", 9, "names 'title'")]
    [InlineData("operation: add_task", "operation: add_tusk", 10, "No operation is called 'add_tusk'")]
    [InlineData("title: \"{title}\"", "titel: \"{title}\"", 11, "has no input 'titel'")]
    [InlineData("answer: \"Added", "anwser: \"Added", 12, "'anwser' is not known here")]
    [InlineData("{add_task.title}", "{complete_task.title}", 9, "names 'complete_task'")]
    [InlineData("{add_task.title}", "{add_task.title", 12, "lacks a }")]
    [InlineData("names_of: task", "names_of: tusk", 6, "Rows of 'tusk' have no names")]
    [InlineData("the: \"[the]\"", "the: \"[<the>]\"", 3, "more than 16 deep")]
    [InlineData("  line: { text: any }", "  line: { text: any", 5, "missing")]
    [InlineData("confirm: \"?\"", "confirms: \"?\"", 1, "'confirm' is missing")]
    [InlineData("lists:", "list:", 4, "'list' is not known here")]
    public void A_fault_is_told_with_its_line(string part, string faulty, int line, string message)
    {
        Assert.Contains(part, Whole, StringComparison.Ordinal);

        var fault = Assert.Throws<IntentFileException>(() => Read(Whole.Replace(part, faulty)));

        Assert.Equal(("test/en.yaml", line), (fault.File, fault.Line));
        Assert.StartsWith($"test/en.yaml, line {line}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_of_too_many_forms_is_a_fault()
    {
        var many = string.Concat(Enumerable.Repeat("(a|b|c|d|e|f|g|h) ", 8));

        var fault = Assert.Throws<IntentFileException>(() => Read(Whole.Replace("add <the>", many + "add")));

        Assert.Contains("more than 4096 forms", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_do_not_have_the_same_intent()
    {
        var fault = Assert.Throws<IntentFileException>(() =>
            new IntentBook([("en", "test/one.yaml", Whole), ("en", "test/two.yaml", Whole)], Catalogue)
        );

        Assert.Equal("test/two.yaml", fault.File);
    }

    private static IntentBook Read(string text) => new([("en", "test/en.yaml", text)], Catalogue);
}
