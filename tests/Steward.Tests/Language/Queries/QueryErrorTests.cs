using System.Globalization;

namespace Steward.Tests.Language.Queries;

/// <summary>Each fault says where it is, what was expected, and what was perhaps meant.</summary>
public sealed class QueryErrorTests
{
    [Theory]
    [InlineData("prioritty:1", "At character 1 ('prioritty'): there is no such field. Did you mean 'priority'?")]
    [InlineData(
        "due < today and pirority:1",
        "At character 17 ('pirority'): there is no such field. Did you mean 'priority'?"
    )]
    [InlineData("xyz:1", "At character 1 ('xyz'): there is no such field. There are project, label,")]
    [InlineData("overdu", "At character 1 ('overdu'): there is no such field or flag. Did you mean 'overdue'?")]
    [InlineData("overdue adn blocked", "At character 9 ('adn'): there is no such field or flag. Did you mean 'and'?")]
    [InlineData("overdue && recurring", "At character 9 ('&&'): there is no such field or flag. Did you mean 'and'?")]
    [InlineData("overdue || recurring", "At character 9 ('||'): there is no such field or flag. Did you mean 'or'?")]
    [InlineData(
        "project:Tax Office",
        "At character 13 ('Office'): there is no such field or flag. A value of several words is quoted: \"Tax Office\"."
    )]
    [InlineData("milk", "At character 1 ('milk'): there is no such field or flag. Texts are searched by text:milk.")]
    [InlineData("\"milk\"", "At character 1 ('\"milk\"'): a text cannot stand alone; say which field has it.")]
    [InlineData("!overdue", "At character 1 ('!'): write 'not' before a condition")]
    [InlineData(
        "-label:waiting",
        "At character 1 ('-label'): a condition is denied with 'not'. Did you mean 'not label'?"
    )]
    [InlineData("overdue:1", "At character 8 (':'): 'overdue' stands alone")]
    [InlineData("overdue is set", "At character 9 ('is'): 'overdue' stands alone")]
    [InlineData(
        "due",
        "At character 1 ('due'): 'due' is a field: an operator and a value are expected, as due <= today+7d."
    )]
    [InlineData("due today", "At character 1 ('due'): 'due' is a field")]
    [InlineData("due <", "At the end of the query: a value is expected.")]
    [InlineData("due < and overdue", "At character 7 ('and'): a value is expected; if 'and' is meant, quote it.")]
    [InlineData("due < )", "At character 7 (')'): a value is expected.")]
    [InlineData("due == today", "At character 5 ('=='): equal is written '='.")]
    [InlineData("due <> today", "At character 5 ('<>'): not equal is written '!='.")]
    [InlineData("due => today", "At character 5 ('=>'): at least is written '>='.")]
    [InlineData("due =< today", "At character 5 ('=<'): at most is written '<='.")]
    [InlineData("due:none", "At character 5 ('none'): what has no value is found by 'due is empty'.")]
    [InlineData("assignee = null", "At character 12 ('null'): what has no value is found by 'assignee is empty'.")]
    [InlineData(
        "due is null",
        "At character 8 ('null'): after 'is' stands 'empty' or 'set'; a value is compared with '='."
    )]
    [InlineData("due is not empty", "At character 8 ('not'): after 'is' stands 'empty' or 'set'")]
    [InlineData("priority is empty", "At character 10 ('is'): 'priority' always has a value.")]
    [InlineData(
        "due < tomorow",
        "At character 7 ('tomorow'): expected is a day, as 2026-12-24, today or today+7d. Did you mean 'tomorrow'?"
    )]
    [InlineData("due < 2026-02-30", "At character 7 ('2026-02-30'): expected is a day")]
    [InlineData("due < 24.12.2026", "At character 7 ('24.12.2026'): expected is a day")]
    [InlineData("due < today+7", "At character 7 ('today+7'): expected is a day")]
    [InlineData("due < today + 7 x", "At character 7 ('today + 7'): expected is a day")]
    [InlineData("due < today+2h", "At character 7 ('today+2h'): expected is a day")]
    [InlineData("due < today+9999y", "At character 7 ('today+9999y'): expected is a day")]
    [InlineData("due < 0999-01-01", "At character 7 ('0999-01-01'): expected is a day")]
    [InlineData("created < 2026-12-24T25:00", "At character 11 ('2026-12-24T25:00'): expected is a day or a time")]
    [InlineData("estimate < 30m", "At character 12 ('30m'): minutes are written min, as 30min.")]
    [InlineData("estimate < 2", "At character 12 ('2'): expected is a duration, as 30min, 2h or 1h30min.")]
    [InlineData("priority:high", "At character 10 ('high'): expected is a whole number.")]
    [InlineData("priority:1.5", "At character 10 ('1.5'): expected is a whole number.")]
    [InlineData("priority:99999999999", "At character 10 ('99999999999'): expected is a whole number.")]
    [InlineData("price:NaN", "At character 7 ('NaN'): expected is a number.")]
    [InlineData(
        "status:in_progres",
        "At character 8 ('in_progres'): expected is one of todo, in_progress, done. Did you mean 'in_progress'?"
    )]
    [InlineData("status < done", "At character 8 ('<'): 'status' cannot be compared by '<', but by : = != in.")]
    [InlineData("text = a", "At character 6 ('='): 'text' cannot be compared by '=', but by :.")]
    [InlineData("text:\"\"", "At character 6 ('\"\"'): expected is a text")]
    [InlineData("label:wating", "At character 7 ('wating'): there is no label of this name. Did you mean 'waiting'?")]
    [InlineData(
        "label in (waiting, \"next action\")",
        "At character 20 ('\"next action\"'): there is no label of this name. Did you mean 'next-action'?"
    )]
    [InlineData("project:Garden", "At character 9 ('Garden'): there is no project of this name.")]
    [InlineData("has:childs", "At character 1 ('has:childs'): there is no such flag; there are has:labels, has:notes.")]
    [InlineData(
        "has:lables",
        "At character 1 ('has:lables'): there is no such flag; there are has:labels, has:notes. Did you mean 'has:labels'?"
    )]
    [InlineData("has", "At character 1 ('has'): this begins a flag: has:labels, has:notes.")]
    [InlineData("label in waiting", "At character 10 ('waiting'): after 'in' a list in brackets is expected")]
    [InlineData("label in ()", "At character 11 (')'): a value is expected.")]
    [InlineData("label in (waiting x)", "At character 19 ('x'): in a list ',' or ')' is expected.")]
    [InlineData("label in (waiting", "At the end of the query: in a list ',' or ')' is expected.")]
    [InlineData("(overdue", "At the end of the query: a closing ')' is expected.")]
    [InlineData("overdue)", "At character 8 (')'): there is no '(' for this ')'.")]
    [InlineData("()", "At character 2 (')'): a condition is expected.")]
    [InlineData("overdue and", "At the end of the query: a condition is expected.")]
    [InlineData("overdue or or recurring", "At character 12 ('or'): a condition is expected.")]
    [InlineData("and overdue", "At character 1 ('and'): a condition is expected.")]
    [InlineData("not", "At the end of the query: a condition is expected.")]
    [InlineData("overdue, recurring", "At character 8 (','): here 'and', 'or', 'order by' or the end is expected.")]
    [InlineData("text:\"tax form", "At character 6 ('\"tax form'): the text has no closing quote.")]
    [InlineData("text:'tax form'", "At character 6 ('''): texts stand in double quotes, as \"tax form\".")]
    [InlineData("title:a\0b", "At character 8 ('?'): this character cannot stand in a query.")]
    [InlineData("title:\"a\0b\"", "At character 9 ('?'): this character cannot stand in a query.")]
    [InlineData("order by", "At the end of the query: a field to order by is expected.")]
    [InlineData("order by due,", "At the end of the query: a field to order by is expected.")]
    [InlineData(
        "order by dew",
        "At character 10 ('dew'): nothing is ordered by this; it can be title, notes, status, mood, priority,"
    )]
    [InlineData("order by prioriti", "Did you mean 'priority'?")]
    [InlineData("order by due, prio, due desc", "At character 21 ('due'): the order names this twice.")]
    [InlineData("order by due overdue", "At character 14 ('overdue'): after the ordering the query ends.")]
    [InlineData(
        "overdue order due",
        "At character 9 ('order'): there is no such field or flag. Did you mean 'order by'?"
    )]
    public void A_wrong_query_is_told_where_and_why(string text, string message)
    {
        var refusal = QueryRows.Refused(text);

        var error = Assert.Single(refusal.Errors);
        Assert.Equal(("/filter", "invalid_query"), (error.Pointer, error.Code));
        Assert.Contains(message, error.Message);
        Assert.Equal("The query is not valid. " + error.Message, refusal.Message);
        Assert.Equal((RefusalKind.Invalid, "invalid_input"), (refusal.Kind, refusal.Code));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_since_no_database_holds_it() =>
        Assert.All(
            ["title:\ud83d", "title:\"\ude00\"", "\ud83dx", "title:\"a\ud83d\""],
            text => Assert.Contains("this character cannot stand in a query.", QueryRows.Refused(text).Message)
        );

    [Fact]
    public void The_parameters_are_for_machines()
    {
        var refusal = QueryRows.Refused("overdue and statis:done");

        Assert.Equal(13, refusal.Params["position"]);
        Assert.Equal(6, refusal.Params["length"]);
        Assert.Equal<string>(["status"], (IReadOnlyList<string>)refusal.Params["suggestions"]!);
        Assert.Contains("status", (IReadOnlyList<string>)refusal.Params["expected"]!);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var refusal = QueryRows.Refused("statis:done due:never priority:high order by foo");

        Assert.Equal([1, 17, 32, 46], refusal.Errors.Select(error => Position(error.Message)));

        static int Position(string message) => int.Parse(message.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Unknown_names_are_told_at_once_too() =>
        Assert.Equal(2, QueryRows.Refused("label:wating or project:Hom or project:Home").Errors.Count);
}
