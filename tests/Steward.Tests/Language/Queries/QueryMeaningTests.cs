using Microsoft.EntityFrameworkCore;

namespace Steward.Tests.Language.Queries;

public sealed class QueryMeaningTests(TestSteward steward)
{
    [Fact]
    public void In_memory_random_queries_find_what_they_say()
    {
        var random = new Random(1);
        for (var run = 0; run < 400; run++)
            Agree(RandomQuery.Of(random, run % 5), QueryRows.Random(random, 40), rows => rows);
    }

    [Fact]
    public async Task On_PostgreSQL_random_queries_find_the_same()
    {
        var random = new Random(2);
        var rows = QueryRows.Random(random, 120);
        await using var db = await QueryDb.Filled(steward, rows);

        for (var run = 0; run < 250; run++)
            Agree(RandomQuery.Of(random, run % 4), rows, _ => db.Rows);
    }

    [Theory]
    [InlineData("due < today", "yesterday")]
    [InlineData("not due < today", "never, today, tomorrow")]
    [InlineData("due >= today", "today, tomorrow")]
    [InlineData("due != today", "never, tomorrow, yesterday")]
    [InlineData("not (due < today or due > today)", "never, today")]
    [InlineData("not overdue", "never, today, tomorrow")]
    [InlineData("due is empty", "never")]
    [InlineData("not label:waiting", "never, tomorrow, yesterday")]
    [InlineData("label:waiting", "today")]
    [InlineData("", "never, today, tomorrow, yesterday")]
    public void What_is_empty_meets_no_comparison_and_every_denied_one(string text, string titles)
    {
        var today = QueryRows.Context.Today;
        List<QueryRow> rows =
        [
            Row("never", null),
            Row("today", today),
            Row("tomorrow", today.AddDays(1)),
            Row("yesterday", today.AddDays(-1)),
        ];
        rows[1].Labels.Add(new() { RowId = rows[1].Id, LabelId = QueryRows.Names["label waiting"] });

        var found = QueryRows.Compile(text).Apply(rows.AsQueryable());

        Assert.Equal(titles, string.Join(", ", found.Select(row => row.Title).Order()));
    }

    [Fact]
    public void A_quoted_me_is_a_name_and_a_bare_one_the_caller()
    {
        Assert.Empty(QueryRows.Language.Check("assignee:me", QueryRows.Context, "/filter").Names);
        Assert.Equal(
            [new QueryName("member", "me")],
            QueryRows.Language.Check("assignee:\"me\" or assignee:\"me\"", QueryRows.Context, "/filter").Names
        );
    }

    [Fact]
    public void A_name_that_several_things_have_means_each_of_them()
    {
        var rows = QueryRows.Random(new(3), 50);
        var both = QueryRows
            .Names.Where(name => name.Key.StartsWith("project", StringComparison.Ordinal))
            .Select(name => name.Value)
            .ToList();

        var found = QueryRows
            .Language.Check("project:Twins", QueryRows.Context, "/filter")
            .Compile([new(both)])
            .Apply(rows.AsQueryable());

        Assert.Equal(rows.Count(row => row.ProjectId is not null), found.Count());
    }

    [Fact]
    public async Task Names_are_looked_up_at_once_and_not_at_all_if_there_are_none()
    {
        var asked = new List<IReadOnlyList<QueryName>>();
        Task<IReadOnlyList<ResolvedName>> Resolve(IReadOnlyList<QueryName> names, CancellationToken ct)
        {
            asked.Add(names);
            return Task.FromResult<IReadOnlyList<ResolvedName>>([.. names.Select(QueryRows.Resolve)]);
        }

        await QueryRows.Language.Compile("overdue", QueryRows.Context, "/filter", Resolve, default);
        await QueryRows.Language.Compile(
            "label:waiting or project:Home or not label:waiting",
            QueryRows.Context,
            "/filter",
            Resolve,
            default
        );

        Assert.Equal([new("label", "waiting"), new("project", "Home")], Assert.Single(asked));
    }

    private static void Agree(
        RandomQuery query,
        List<QueryRow> rows,
        Func<IQueryable<QueryRow>, IQueryable<QueryRow>> store
    )
    {
        var found = QueryRows.Compile(query.Text).Apply(store(rows.AsQueryable())).Select(row => row.Id).ToHashSet();
        var expected = rows.Where(query.Holds).Select(row => row.Id).ToHashSet();

        Assert.True(found.SetEquals(expected), $"{query.Text}: {found.Count} found, {expected.Count} expected");
    }

    private static QueryRow Row(string title, DateOnly? due) =>
        new()
        {
            Id = TestSteward.NewId(),
            Title = title,
            Due = due,
        };
}
