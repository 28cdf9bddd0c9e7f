namespace Steward.Tests.Language.Queries;

public sealed class QueryCompletionTests
{
    private static readonly string[] Labels = ["waiting", "next action", "me", "not", "a\"b", "Wanderung"];

    /// <summary>The bar is the caret; the answer is the text up to it as some of the suggestions would leave it.</summary>
    [Theory]
    [InlineData("|", "project · label · assignee · overdue · has:labels · not · (")]
    [InlineData("pri|", "priority · price")]
    [InlineData("PRI|", "priority · price")]
    [InlineData("pri|ority < 3", "priority · price")]
    [InlineData("has|", "has:labels · has:notes")]
    [InlineData("has:|", "has:labels · has:notes")]
    [InlineData("has:n|", "has:notes")]
    [InlineData("due |", "due : · due = · due != · due < · due in ( · due is empty · due is set")]
    [InlineData("due i|", "due in ( · due is empty · due is set")]
    [InlineData("due is |", "due is empty · due is set")]
    [InlineData("due is e|", "due is empty")]
    [InlineData("priority i|", "priority in (")]
    [InlineData("due < |", "due < today · due < tomorrow · due < now · due < start_of_week")]
    [InlineData("due<to|", "due<today · due<tomorrow")]
    [InlineData("status:|", "status:todo · status:in_progress · status:done")]
    [InlineData("status in (|", "status in (todo · status in (in_progress")]
    [InlineData("status in (todo|", "status in (todo")]
    [InlineData("status in (todo |", "status in (todo , · status in (todo )")]
    [InlineData("status in (todo, d|", "status in (todo, done")]
    [InlineData("status in (todo) |", "status in (todo) and · status in (todo) due")]
    [InlineData("status in |", "status in (")]
    [InlineData("overdue |", "overdue and · overdue or · overdue order by · overdue not · overdue priority")]
    [InlineData("overdue a|", "overdue and · overdue assignee")]
    [InlineData("overdue and |", "overdue and not · overdue and due · overdue and (")]
    [InlineData("(overdue |", "(overdue ) · (overdue and")]
    [InlineData("not |", "not overdue · not due")]
    [InlineData("overdue order |", "overdue order by")]
    [InlineData("order by |", "order by due · order by title · order by priority")]
    [InlineData("order by due |", "order by due asc · order by due desc · order by due ,")]
    [InlineData("order by due, |", "order by due, priority")]
    [InlineData("label:wa|", "label:waiting · label:Wanderung")]
    [InlineData("label:|", "label:waiting · label:\"next action\" · label:\"me\" · label:\"not\" · label:\"a\\\"b\"")]
    [InlineData("label:\"ne|", "label:\"next action\"")]
    [InlineData("label:\"ne|xt\"", "label:\"next action\"")]
    [InlineData("assignee:|", "assignee:me")]
    [InlineData("text:\"unfinished (|", "")]
    [InlineData("priority < |", "")]
    [InlineData("foo:|", "")]
    [InlineData("\0 && !! |", "")]
    public async Task What_could_stand_there(string text, string expected)
    {
        var caret = text.IndexOf('|');
        var written = text.Remove(caret, 1);

        var completion = await Complete(written, caret);

        Assert.InRange(completion.Start, 0, caret);
        Assert.InRange(completion.Start + completion.Length, caret, written.Length);
        var completed = completion.Suggestions.Select(one => written[..completion.Start] + one.Insert).ToList();
        Assert.All(
            expected.Split(" · ", StringSplitOptions.RemoveEmptyEntries),
            one => Assert.Contains(one, completed)
        );
    }

    [Theory]
    [InlineData("due is s|", 1)]
    [InlineData("pri|", 2)]
    [InlineData("label:wa|", 2)]
    [InlineData("overdue is|", 1)]
    [InlineData("priority < |", 0)]
    [InlineData("foo:|", 0)]
    public async Task And_nothing_else(string text, int count)
    {
        var caret = text.IndexOf('|');

        Assert.Equal(count, (await Complete(text.Remove(caret, 1), caret)).Suggestions.Count);
    }

    [Fact]
    public async Task The_piece_under_the_caret_is_replaced_as_a_whole()
    {
        var completion = await Complete("overdue and prix < 3", 15);

        Assert.Equal((12, 4), (completion.Start, completion.Length));
    }

    [Fact]
    public async Task Whatever_is_accepted_is_a_query_in_the_end()
    {
        foreach (var label in Labels)
        {
            var insert = (await Complete("label:", 6)).Suggestions.Single(one => Plain(one.Insert) == label).Insert;
            var names = QueryRows.Language.Check($"label:{insert} and overdue", QueryRows.Context, "/filter").Names;
            Assert.Equal([new QueryName("label", label)], names);
        }

        static string Plain(string insert) => insert.Trim('"').Replace("\\\"", "\"");
    }

    [Fact]
    public async Task Anything_can_be_completed_anywhere()
    {
        var random = new Random(1);
        for (var run = 0; run < 3000; run++)
        {
            var text = RandomQuery.Of(random, 2).Text;
            text = text[..random.Next(text.Length + 1)] + QueryRows.One(random, "", "\"", "\ud83d", "(", "\0", " in (");
            var completion = await Complete(text, random.Next(-1, text.Length + 2));
            Assert.InRange(completion.Start + completion.Length, 0, text.Length);
        }
        Assert.Empty((await Complete(new('a', 2001), 5)).Suggestions);
    }

    [Fact]
    public async Task Names_are_asked_for_only_where_one_can_stand()
    {
        var asked = new List<QueryName>();
        foreach (var text in new[] { "label", "due < ", "label in ", "label:ne", "label in (x, \"ne" })
            await QueryRows.Language.Complete(
                text,
                text.Length,
                (name, _) =>
                {
                    asked.Add(name);
                    return Task.FromResult<IReadOnlyList<string>>([]);
                },
                default
            );

        Assert.Equal([new("label", "ne"), new("label", "ne")], asked);
    }

    private static Task<QueryCompletion> Complete(string text, int position) =>
        QueryRows.Language.Complete(
            text,
            position,
            (name, _) =>
                Task.FromResult<IReadOnlyList<string>>(
                    name.Kind is "label"
                        ? [.. Labels.Where(one => one.StartsWith(name.Text, StringComparison.OrdinalIgnoreCase))]
                        : []
                ),
            default
        );
}
