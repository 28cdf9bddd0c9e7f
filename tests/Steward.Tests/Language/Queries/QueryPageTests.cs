using System.Buffers.Text;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Steward.Tests.Language.Queries;

public sealed class QueryPageTests(TestSteward steward)
{
    private static readonly Dictionary<string, Comparison<QueryRow>> Orders = new()
    {
        ["due"] = (a, b) => NullsLast(a.Due, b.Due),
        ["start"] = (a, b) => a.Start.CompareTo(b.Start),
        ["priority"] = (a, b) => a.Priority.CompareTo(b.Priority),
        ["price"] = (a, b) => NullsLast(a.Price, b.Price),
        ["estimate"] = (a, b) => NullsLast(a.Estimate, b.Estimate),
        ["created"] = (a, b) => a.CreatedAt.CompareTo(b.CreatedAt),
        ["closed"] = (a, b) => NullsLast(a.ClosedAt, b.ClosedAt),
        ["status"] = (a, b) => a.Status.CompareTo(b.Status),
        ["mood"] = (a, b) => NullsLast(a.Mood, b.Mood),
    };

    [Fact]
    public void In_memory_the_pages_are_the_whole_list_in_its_order()
    {
        var random = new Random(4);
        for (var run = 0; run < 200; run++)
        {
            var rows = QueryRows.Random(random, random.Next(0, 60));
            var (text, compare) = Order(random);

            var pages = Pages(QueryRows.Compile(text), rows.AsQueryable(), random.Next(1, 12));

            rows.Sort(compare);
            Assert.True(rows.Select(row => row.Id).SequenceEqual(pages.Select(row => row.Id)), text);
        }
    }

    [Fact]
    public async Task On_PostgreSQL_the_pages_are_the_same()
    {
        var random = new Random(5);
        var rows = QueryRows.Random(random, 60);
        await using var db = await QueryDb.Filled(steward, rows);
        for (var run = 0; run < 40; run++)
        {
            var (text, compare) = Order(random);

            var pages = Pages(QueryRows.Compile(text), db.Rows, random.Next(3, 30));

            rows.Sort(compare);
            Assert.True(rows.Select(row => row.Id).SequenceEqual(pages.Select(row => row.Id)), text);
        }
    }

    [Theory]
    [InlineData("order by title")]
    [InlineData("order by title desc, due desc")]
    [InlineData("order by notes")]
    [InlineData("order by notes desc, title")]
    [InlineData("priority > 1 order by status desc, notes")]
    public async Task Texts_stand_as_people_sort_them_and_pages_keep_to_it(string text)
    {
        await using var db = await QueryDb.Filled(steward, QueryRows.Random(new(6), 80));
        var query = QueryRows.Compile(text);
        var whole = query.Apply(db.Rows).Select(row => row.Id).ToList();

        Assert.Equal(whole, Pages(query, db.Rows, 7).Select(row => row.Id));
    }

    [Fact]
    public async Task Umlauts_stand_beside_their_letters_and_small_letters_before_great_ones()
    {
        await using var db = await QueryDb.Filled(steward, QueryRows.Random(new(7), 80));

        var titles = QueryRows.Compile("order by title").Apply(db.Rows).Select(row => row.Title).ToList().Distinct();

        Assert.Equal(["", "50%", "a\"b", "äpfel", "c_d", "Tax", "tax form", "zoo", "Zoo"], titles);
    }

    [Fact]
    public async Task A_page_tells_whether_there_is_another()
    {
        await using var db = await QueryDb.Filled(steward, QueryRows.Random(new(8), 5));
        var query = QueryRows.Compile("order by due");

        var first = await query.Page(db.Rows, 3, null, default);
        var last = await query.Page(db.Rows, 3, first.NextCursor, default);

        Assert.Equal((3, 2, null), (first.Items.Count, last.Items.Count, last.NextCursor));
        Assert.Null((await query.Page(db.Rows, 5, null, default)).NextCursor);
    }

    [Fact]
    public void Without_an_order_the_newest_comes_first_and_among_equals_the_id_goes_the_way_of_the_last_field()
    {
        Assert.Equal("id desc", QueryRows.Compile("overdue").Order.Text);
        Assert.Equal("due, id", QueryRows.Compile("order by due").Order.Text);
        Assert.Equal("due, priority desc, id desc", QueryRows.Compile("order by due, prio desc").Order.Text);
    }

    [Fact]
    public void A_row_that_comes_before_the_place_moves_nothing()
    {
        var rows = QueryRows.Random(new(9), 20);
        var query = QueryRows.Compile("order by priority, due desc");
        var whole = query.Apply(rows.AsQueryable()).ToList();
        var cursor = query.Order.CursorAfter(whole[9]);

        var without = rows.Where(row => row.Id != whole[9].Id && row.Id != whole[2].Id).AsQueryable();

        Assert.Equal(whole[10..], query.Apply(without, cursor));
    }

    [Fact]
    public void A_cursor_belongs_to_its_query()
    {
        var rows = QueryRows.Random(new(10), 3);
        var cursor = QueryRows.Compile("priority > 0 order by due").Order.CursorAfter(rows[0]);

        Assert.All(
            ["priority > 0 order by due desc", "priority > 0 order by due, start", "priority > 0", "order by due"],
            other =>
                Assert.Equal(
                    "invalid_cursor",
                    Assert
                        .Throws<RefusalException>(() => QueryRows.Compile(other).Apply(rows.AsQueryable(), cursor))
                        .Errors[0]
                        .Code
                )
        );
        Assert.NotNull(QueryRows.Compile(" priority > 0 order by due ").Apply(rows.AsQueryable(), cursor).ToList());
    }

    [Fact]
    public async Task Any_text_is_a_cursor_or_refused_as_one()
    {
        var random = new Random(11);
        var rows = QueryRows.Random(random, 20);
        await using var db = await QueryDb.Filled(steward, rows);
        var query = QueryRows.Compile("order by title, due desc, closed, price, priority");
        var good = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(query.Order.CursorAfter(rows[0])));
        var bond = good[..good.IndexOf(',')];
        string[] forged =
        [
            .. Enumerable.Range(0, 300).Select(_ => Mutated(random, good)),
            $$"""{{bond}},"\ud800",null,null,null,1,"{{rows[0].Id}}"]""",
            $$"""{{bond}},"\u0000",null,null,null,1,"{{rows[0].Id}}"]""",
            $$"""{{bond}},null,"0001-01-01","0001-01-01T00:00:00Z",1e28,2147483647,"{{rows[0].Id}}"]""",
            $$"""{{bond}},"","9999-12-31","9999-12-31T23:59:59.9999999Z",-7.9e28,-1,"{{rows[0].Id}}"]""",
            $$"""{{bond}},"a",null,"2026-11-21T00:00:00+14:00",null,1,"{{rows[0].Id}}"]""",
            $$"""{{bond}},"a",null,null,1e400,1,"{{rows[0].Id}}"]""",
            $$"""{{bond}},"a",null,null,null,null,"{{rows[0].Id}}"]""",
            bond + new string('[', 3000),
        ];

        foreach (
            var cursor in forged
                .Select(text => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text)))
                .Append("é")
                .Append("")
                .Append(new('A', 9000))
        )
            try
            {
                _ = query.Apply(db.Rows, cursor).ToList();
            }
            catch (RefusalException refusal)
            {
                Assert.Equal(("/cursor", "invalid_cursor"), (refusal.Errors[0].Pointer, refusal.Errors[0].Code));
            }
    }

    private static string Mutated(Random random, string text)
    {
        var letters = text.ToCharArray();
        for (var change = 0; change < 2; change++)
            letters[random.Next(14, letters.Length)] = "\"[]{},0129ne\\:- "[random.Next(16)];
        return new(letters);
    }

    private static List<QueryRow> Pages(Query<QueryRow> query, IQueryable<QueryRow> rows, int size)
    {
        var (all, cursor) = (new List<QueryRow>(), (string?)null);
        while (query.Apply(rows, cursor).Take(size).ToList() is { Count: > 0 } page)
        {
            all.AddRange(page);
            cursor = query.Order.CursorAfter(page[^1]);
        }
        return all;
    }

    private static (string Text, Comparison<QueryRow> Compare) Order(Random random)
    {
        var keys = Orders
            .OrderBy(_ => random.Next())
            .Take(random.Next(0, 4))
            .Select(order => (order.Key, order.Value, Descending: random.Next(2) == 0))
            .ToList();
        var text = string.Join(", ", keys.Select(key => key.Key + (key.Descending ? " desc" : "")));
        var idDescending = keys.Count == 0 || keys[^1].Descending;
        return (keys.Count == 0 ? "" : $"order by {text}", Compare);

        int Compare(QueryRow a, QueryRow b)
        {
            foreach (var (name, compare, descending) in keys)
                if (compare(a, b) is not 0 and var order)
                    return descending && !(IsEmpty(name, a) || IsEmpty(name, b)) ? -order : order;
            return idDescending ? b.Id.CompareTo(a.Id) : a.Id.CompareTo(b.Id);
        }
    }

    private static bool IsEmpty(string name, QueryRow row) =>
        name switch
        {
            "due" => row.Due is null,
            "price" => row.Price is null,
            "estimate" => row.Estimate is null,
            "closed" => row.ClosedAt is null,
            "mood" => row.Mood is null,
            _ => false,
        };

    private static int NullsLast<T>(T? a, T? b)
        where T : struct =>
        a is { } one && b is { } other
            ? Comparer<T>.Default.Compare(one, other)
            : (a is null ? 1 : 0) - (b is null ? 1 : 0);
}
