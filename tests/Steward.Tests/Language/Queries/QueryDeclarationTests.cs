using System.Text.RegularExpressions;

namespace Steward.Tests.Language.Queries;

public sealed partial class QueryDeclarationTests
{
    [Fact]
    public void Every_example_is_a_query() =>
        Assert.All(QueryRows.Language.Terms, term => QueryRows.Compile(term.Example));

    [Fact]
    public void The_description_names_all_that_is_declared()
    {
        var text = QueryRows.Language.Describe();

        Assert.All(QueryRows.Language.Terms, term => Assert.Contains($"| `{term.Name}` |", text));
        Assert.Contains(
            "| `priority` | `prio` | `:` `=` `!=` `<` `<=` `>` `>=` `in` | a whole number | 1 is the most urgent. | `priority <= 2` |",
            text
        );
        Assert.Contains("| `is:recurring` | `recurring` | Comes again. |", text);
        Assert.Contains("| `today` | the day that it is for you |", text);
        Assert.EndsWith("|\n", text);
    }

    [Fact]
    public void What_the_rules_show_is_so()
    {
        var shown = from rule in QueryRules.All from Match code in Code().Matches(rule) select code.Groups[1].Value;

        Assert.Superset(
            new HashSet<string>
            {
                "due < today",
                "not due < today",
                "due != today",
                "created = today",
                "priority <= 2",
            },
            shown.ToHashSet()
        );
        Assert.All(
            shown.Where(one =>
                char.IsAsciiLetter(one[0]) && (one.Contains(" <") || one.Contains(" =") || one.Contains("order"))
            ),
            one => QueryRows.Compile(one)
        );
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [Theory]
    [InlineData("not")]
    [InlineData("p1")]
    [InlineData("Due")]
    [InlineData("has:notes:x")]
    [InlineData("")]
    public void A_name_that_the_grammar_cannot_hold_is_refused_at_the_start(string name) =>
        Assert.Throws<InvalidOperationException>(() => With(fields => fields.Flag(name, _ => row => true, "")));

    [Fact]
    public void No_name_is_declared_twice()
    {
        Assert.Throws<InvalidOperationException>(() =>
            With(fields => fields.Flag("late", _ => row => true, "").Flag("soon", _ => row => true, "", 1, "late"))
        );
        Assert.Throws<InvalidOperationException>(() =>
            With(fields => fields.Flag("has:x", _ => row => true, "").Date("has", row => row.Due, "", ""))
        );
    }

    [Theory]
    [InlineData("priorty", "priority")]
    [InlineData("PRIORITY", "priority")]
    [InlineData("rpiority", "priority")]
    [InlineData("due", "")]
    [InlineData("x", "")]
    [InlineData("completely different", "")]
    public void The_closest_names_are_suggested(string typed, string closest) =>
        Assert.Equal(closest, string.Join(", ", Spelling.Closest(typed, ["priority", "project", "label"])));

    [Fact]
    public void The_closest_of_all_comes_first() =>
        Assert.Equal(
            ["waiting", "wailing", "waitings"],
            Spelling.Closest("waiting", ["wailing", "waitings", "waiting", "dating"], 3)
        );

    private static QueryLanguage<QueryRow> With(Func<QueryFields<QueryRow>, QueryFields<QueryRow>> declared) =>
        new(declared(new(row => row.Id)));
}
