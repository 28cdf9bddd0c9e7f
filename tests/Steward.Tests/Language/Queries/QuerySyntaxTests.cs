namespace Steward.Tests.Language.Queries;

public sealed class QuerySyntaxTests
{
    [Theory]
    [InlineData("overdue", "overdue")]
    [InlineData("a b c", "(a & b & c)")]
    [InlineData("a and b or c and d", "((a & b) | (c & d))")]
    [InlineData("a b or c d", "((a & b) | (c & d))")]
    [InlineData("a or b c or d", "(a | (b & c) | d)")]
    [InlineData("not a b", "(!a & b)")]
    [InlineData("not a and not (b or c)", "(!a & !(b | c))")]
    [InlineData("not not a", "!!a")]
    [InlineData("a AND Not b OR c", "((a & !b) | c)")]
    [InlineData("(a or b)(c or d)", "((a | b) & (c | d))")]
    [InlineData("((a))", "a")]
    [InlineData("due<=today+7d", "due <= today+7d")]
    [InlineData("due <= today + 7d x", "(due <= today+7d & x)")]
    [InlineData("due <= today -1w +2d", "due <= today-1w+2d")]
    [InlineData("created >= 2026-12-24T15:00:30+01:00", "created >= 2026-12-24T15:00:30+01:00")]
    [InlineData("label:waiting assignee:me", "(label : waiting & assignee : me)")]
    [InlineData("label:next-action", "label : next-action")]
    [InlineData("label = in", "label = in")]
    [InlineData("label:order", "label : order")]
    [InlineData("label in (a,\"b c\", d) x", "(label in a;b c;d & x)")]
    [InlineData("due is empty or due IS SET", "(due is empty | due is set)")]
    [InlineData("overdue is:recurring has:notes", "(overdue & is : recurring & has : notes)")]
    [InlineData("text:\"a \\\"b\\\" \\\\ \\n\"", "text : a \"b\" \\ \\n")]
    [InlineData("text:“tax form” x", "(text : tax form & x)")]
    [InlineData("text:„Steuer“", "text : Steuer")]
    [InlineData("assignee:ben@example.org", "assignee : ben@example.org")]
    [InlineData("title:😀", "title : 😀")]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("order by due", "> due")]
    [InlineData("a ORDER BY due DESC, prio asc,x", "a > due desc, prio, x")]
    [InlineData("order order by order", "order > order")]
    public void A_query_means(string text, string tree) =>
        Assert.Equal(tree, Text(QueryParser.Parse(new(text, "/filter"))));

    private static string Text(QuerySyntax query) =>
        string.Join(
            " ",
            new[]
            {
                query.Condition is null ? "" : Text(query.Condition),
                query.Order.Count == 0
                    ? ""
                    : "> "
                        + string.Join(", ", query.Order.Select(key => key.Name.Text + (key.Descending ? " desc" : ""))),
            }.Where(part => part != "")
        );

    private static string Text(QueryNode node) =>
        node switch
        {
            AllSyntax all => $"({string.Join(" & ", all.Parts.Select(Text))})",
            AnySyntax any => $"({string.Join(" | ", any.Parts.Select(Text))})",
            NotSyntax not => $"!{Text(not.Inner)}",
            ConditionSyntax one =>
                $"{one.Name.Text} {one.Operator.Written()} {string.Join(";", one.Values.Select(value => value.Text))}".Trim(),
            _ => throw new InvalidOperationException(),
        };
}
