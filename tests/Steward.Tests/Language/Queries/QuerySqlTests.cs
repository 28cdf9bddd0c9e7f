using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Steward.Tests.Language.Queries;

/// <summary>What EF Core makes of a query: one statement, its values in parameters.</summary>
public sealed partial class QuerySqlTests(TestSteward steward)
{
    [Theory]
    [InlineData("title:v17val or title = v17val or title in (v17val, v18val) or notes:v17val")]
    [InlineData("text:v17val and not text:v18val")]
    [InlineData("priority = 17171 or priority in (17171, 18181) or not priority < 17171 or price > 17171.5")]
    [InlineData("due = 2117-07-17 or due in (2117-07-17, today) or not due < 2117-07-17 or start >= 2117-07-17")]
    [InlineData("created = 2117-07-17 or not closed <= 2117-07-17 or closed < 2117-07-17T17:17")]
    [InlineData("estimate < 2117min or not estimate in (2117min)")]
    [InlineData(
        "project:Home or not project in (Home, \"Tax Office\") or label:waiting or assignee:me or not assignee:Ben"
    )]
    [InlineData("status:in_progress or status in (in_progress) or mood != in_progress")]
    public async Task Values_travel_as_parameters(string text)
    {
        var log = new List<string>();
        await using var db = await QueryDb.Filled(steward, QueryRows.Random(new(1), 1), log.Add);
        log.Clear();

        _ = QueryRows.Compile(text).Apply(db.Rows).ToList();

        var sql = string.Join('\n', Assert.Single(log).Split('\n').SkipWhile(line => !line.Contains("SELECT")));
        Assert.Contains("@", sql);
        Assert.DoesNotContain("v17val", sql);
        Assert.DoesNotContain("v18val", sql);
        Assert.DoesNotContain("17171", sql);
        Assert.DoesNotContain("2117", sql);
        Assert.DoesNotContain("InProgress", sql);
        Assert.DoesNotMatch(Id(), sql);
    }

    [Fact]
    public async Task A_cursor_travels_as_parameters_too()
    {
        var rows = QueryRows.Random(new(2), 1);
        await using var db = await QueryDb.Filled(steward, rows);
        var query = QueryRows.Compile("order by title, created desc, priority, estimate desc");

        var sql = Statement(query.Apply(db.Rows, query.Order.CursorAfter(rows[0])));

        Assert.DoesNotMatch(Id(), sql);
        Assert.DoesNotContain("2026", sql);
        Assert.DoesNotContain($"'{rows[0].Title}'", sql);
        Assert.Contains("COLLATE \"und-x-icu\" > @", sql);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("is:recurring", "WHERE q.is_recurring")]
    [InlineData("not is:recurring", "WHERE NOT (q.is_recurring)")]
    [InlineData("due < today", "WHERE q.due < @p")]
    [InlineData("not due < today", "WHERE q.due IS NULL OR q.due >= @p")]
    [InlineData("not start < today", "WHERE q.start >= @p")]
    [InlineData("priority:1", "WHERE q.priority = @p")]
    [InlineData("not (priority:1 or start = today)", "WHERE q.priority <> @p AND q.start <> @p")]
    [InlineData("due is set", "WHERE q.due IS NOT NULL")]
    [InlineData("priority in (1,2)", "WHERE q.priority = ANY (@p)")]
    [InlineData("due in (today, tomorrow)", "WHERE q.due IS NOT NULL AND q.due = ANY (@p)")]
    [InlineData("assignee:me", "WHERE q.assignee_id IS NOT NULL AND q.assignee_id = ANY (@p)")]
    [InlineData("created = today", "WHERE q.created_at >= @p AND q.created_at < @p")]
    public async Task The_condition_is_as_plain_as_by_hand(string text, string where)
    {
        await using var db = await QueryDb.Filled(steward, []);

        var sql = Statement(QueryRows.Compile(text).Apply(db.Rows));

        var condition = string.Join(
            ' ',
            sql.Split('\n').Where(line => line.StartsWith("WHERE", StringComparison.Ordinal))
        );
        Assert.Equal(where, Parameter().Replace(condition, "@p"));
    }

    [Theory]
    [InlineData("order by start", "q.start, q.id")]
    [InlineData("order by due", "q.due, q.id")]
    [InlineData("order by due desc", "q.due IS NULL, q.due DESC, q.id DESC")]
    [InlineData("order by priority desc, due", "q.priority DESC, q.due, q.id")]
    [InlineData("overdue", "q.id DESC")]
    [InlineData("order by title desc", "q.title COLLATE \"und-x-icu\" DESC, q.id DESC")]
    public async Task The_order_is_one_that_an_index_can_give(string text, string order)
    {
        await using var db = await QueryDb.Filled(steward, []);

        var sql = Statement(QueryRows.Compile(text).Apply(db.Rows));

        Assert.EndsWith("ORDER BY " + order, sql.TrimEnd());
    }

    [Fact]
    public async Task The_next_page_begins_in_the_index()
    {
        var rows = QueryRows.Random(new(3), 1);
        await using var db = await QueryDb.Filled(steward, rows);
        var query = QueryRows.Compile("order by start desc");

        var sql = Statement(query.Apply(db.Rows, query.Order.CursorAfter(rows[0])));

        Assert.Contains("WHERE q.start <= @p AND (q.start < @p OR q.id < @p)", Parameter().Replace(sql, "@p"));
    }

    [Fact]
    public async Task A_query_of_all_that_is_allowed_is_translated()
    {
        await using var db = await QueryDb.Filled(steward, QueryRows.Random(new(4), 10));
        var text = string.Join(" or ", Enumerable.Range(0, 50).Select(n => $"not(priority<{n} due<today)"));

        _ = QueryRows.Compile(text).Apply(db.Rows).ToList();
        _ = QueryRows.Compile(Deep(20)).Apply(db.Rows).ToList();
    }

    private static string Deep(int depth) =>
        string.Concat(Enumerable.Repeat("not (overdue or ", depth / 2)) + "overdue" + new string(')', depth / 2);

    private static string Statement(IQueryable<QueryRow> rows) =>
        string.Join(
            '\n',
            rows.ToQueryString().Split('\n').SkipWhile(line => !line.StartsWith("SELECT", StringComparison.Ordinal))
        );

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-", RegexOptions.IgnoreCase)]
    private static partial Regex Id();

    [GeneratedRegex("@[A-Za-z_0-9]+")]
    private static partial Regex Parameter();
}
