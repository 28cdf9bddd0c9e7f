namespace Steward.Tests.Language.Queries;

/// <summary>A query with what it means, said in plain C#: by the rules as people read them, not as the compiler works.</summary>
internal sealed record RandomQuery(string Text, Func<QueryRow, bool> Holds)
{
    private static readonly DateOnly Today = QueryRows.Context.Today;
    private static readonly DateTimeOffset Now = QueryRows.Context.Now;

    /// <summary>Midnight in Berlin, in winter.</summary>
    private static readonly DateTimeOffset Midnight = new(2026, 11, 20, 23, 0, 0, TimeSpan.Zero);

    public static RandomQuery Of(Random random, int depth)
    {
        var kind = depth == 0 ? 0 : random.Next(5);
        if (kind == 0)
            return Condition(random);
        var left = Of(random, depth - 1);
        if (kind < 3)
            return new($"not ({left.Text})", row => !left.Holds(row));
        var right = Of(random, depth - 1);
        return kind == 3
            ? new(
                $"({left.Text}){QueryRows.One(random, " ", " and ")}({right.Text})",
                row => left.Holds(row) && right.Holds(row)
            )
            : new($"({left.Text}) or ({right.Text})", row => left.Holds(row) || right.Holds(row));
    }

    private static RandomQuery Condition(Random random)
    {
        var condition = random.Next(16) switch
        {
            0 => Ordered(random, "due", row => row.Due, One(random, -1, 0, 2)),
            1 => Ordered(random, "start", row => row.Start, One(random, -1, 0, 2)),
            2 => Ordered(random, "priority", row => row.Priority, ("1", 1), ("3", 3)),
            3 => Ordered(random, "price", row => row.Price, ("9.50", 9.5m), ("10", 10m)),
            4 => Ordered(random, "estimate", row => row.Estimate, ("1h30min", 90), ("2h", 120), ("30min", 30)),
            5 => Time(random, "created", row => row.CreatedAt),
            6 => Time(random, "closed", row => row.ClosedAt),
            7 => Choice(random),
            8 => Holding(random, "title", row => row.Title),
            9 => Holding(random, "notes", row => row.Notes),
            10 => Named(
                random,
                "project",
                row => row.ProjectId,
                ("Home", "project Home"),
                ("\"Tax Office\"", "project Tax Office")
            ),
            11 => Named(random, "assignee", row => row.AssigneeId?.Value, ("Ben", "member Ben")),
            12 => Label(random),
            13 => new("mood is empty", row => row.Mood is null),
            14 => new("overdue", row => row.Due is { } due && due < Today && row.Status is not RowStatus.Done),
            _ => QueryRows.One<RandomQuery>(
                random,
                new("has:notes", row => row.Notes is not null),
                new("is:recurring", row => row.IsRecurring),
                new("has:labels", row => row.Labels.Count > 0),
                new("assignee:me", row => row.AssigneeId == QueryRows.Me)
            ),
        };
        return random.Next(3) == 0 ? new($"not {condition.Text}", row => !condition.Holds(row)) : condition;
    }

    private static (string, DateOnly) One(Random random, params int[] days)
    {
        var day = QueryRows.One(random, days);
        return (day < 0 ? $"today{day}d" : $"2026-11-{Today.Day + day}", Today.AddDays(day));
    }

    private static RandomQuery Ordered<T>(
        Random random,
        string name,
        Func<QueryRow, T?> column,
        params (string Text, T Value)[] values
    )
        where T : struct, IComparable<T>
    {
        var (text, value) = QueryRows.One(random, values);
        return random.Next(9) switch
        {
            0 => new($"{name} < {text}", row => column(row) is { } own && own.CompareTo(value) < 0),
            1 => new($"{name} <= {text}", row => column(row) is { } own && own.CompareTo(value) <= 0),
            2 => new($"{name} > {text}", row => column(row) is { } own && own.CompareTo(value) > 0),
            3 => new($"{name} >= {text}", row => column(row) is { } own && own.CompareTo(value) >= 0),
            4 => new($"{name}:{text}", row => column(row) is { } own && own.CompareTo(value) == 0),
            5 => new($"{name} != {text}", row => column(row) is not { } own || own.CompareTo(value) != 0),
            6 when name is "due" or "price" or "estimate" => new($"{name} is empty", row => column(row) is null),
            7 when name is "due" or "price" or "estimate" => new($"{name} is set", row => column(row) is not null),
            _ => new(
                $"{name} in ({string.Join(",", values.Select(one => one.Text))})",
                row => column(row) is { } own && values.Any(one => one.Value.CompareTo(own) == 0)
            ),
        };
    }

    private static RandomQuery Time(Random random, string name, Func<QueryRow, DateTimeOffset?> column)
    {
        var (text, from, until) = QueryRows.One(
            random,
            ("today", Midnight, Midnight.AddDays(1)),
            ("yesterday", Midnight.AddDays(-1), Midnight),
            ("now-15h", Now.AddHours(-15), Now.AddHours(-15).AddTicks(1)),
            ("2026-11-20T00:00", Midnight.AddDays(-1), Midnight.AddDays(-1).AddTicks(1))
        );
        return random.Next(6) switch
        {
            0 => new($"{name} < {text}", row => column(row) is { } own && own < from),
            1 => new($"{name} <= {text}", row => column(row) is { } own && own < until),
            2 => new($"{name} > {text}", row => column(row) is { } own && own >= until),
            3 => new($"{name} >= {text}", row => column(row) is { } own && own >= from),
            4 => new($"{name} != {text}", row => column(row) is not { } own || own < from || own >= until),
            _ => new($"{name} in ({text}, {text})", row => column(row) is { } own && own >= from && own < until),
        };
    }

    private static RandomQuery Choice(Random random) =>
        QueryRows.One<RandomQuery>(
            random,
            new("status:in_progress", row => row.Status is RowStatus.InProgress),
            new("status != DONE", row => row.Status is not RowStatus.Done),
            new("status in (todo, done)", row => row.Status is RowStatus.Todo or RowStatus.Done),
            new("mood:todo", row => row.Mood is RowStatus.Todo),
            new("mood != todo", row => row.Mood is not RowStatus.Todo),
            new("mood in (todo, in_progress)", row => row.Mood is RowStatus.Todo or RowStatus.InProgress),
            new("mood is set", row => row.Mood is not null)
        );

    private static RandomQuery Holding(Random random, string name, Func<QueryRow, string?> column)
    {
        var (text, value) = QueryRows.One(
            random,
            ("\"tax form\"", "tax form"),
            ("TAX", "tax"),
            ("%", "%"),
            ("c_D", "c_d"),
            ("\"a\\\"b\"", "a\"b"),
            ("Äp", "äp"),
            ("zoo", "zoo")
        );
        return random.Next(5) switch
        {
            0 => new($"{name}:{text}", row => Lower(row)?.Contains(value) == true),
            1 => new($"{name} = {text}", row => Lower(row) == value),
            2 => new($"{name} != {text}", row => Lower(row) != value),
            3 => new($"{name} in ({text}, zoo)", row => Lower(row) is { } own && (own == value || own == "zoo")),
            _ => new($"{name} is empty", row => string.IsNullOrEmpty(column(row))),
        };

        string? Lower(QueryRow row) => column(row)?.ToLowerInvariant();
    }

    private static RandomQuery Named(
        Random random,
        string name,
        Func<QueryRow, Guid?> column,
        params (string Text, string Name)[] values
    )
    {
        var (text, key) = QueryRows.One(random, values);
        var id = QueryRows.Names[key];
        return random.Next(5) switch
        {
            0 => new($"{name}:{text}", row => column(row) == id),
            1 => new($"{name} != {text}", row => column(row) != id),
            2 => new($"{name} is set", row => column(row) is not null),
            3 => new($"{name} is empty", row => column(row) is null),
            _ => new(
                $"{name} in ({string.Join(",", values.Select(value => value.Text))})",
                row => values.Any(value => QueryRows.Names[value.Name] == column(row))
            ),
        };
    }

    private static RandomQuery Label(Random random)
    {
        return random.Next(5) switch
        {
            0 => new("label:waiting", row => Has(row, "waiting")),
            1 => new("label != waiting", row => !Has(row, "waiting")),
            2 => new("label in (next-action, \"not\")", row => Has(row, "next-action") || Has(row, "not")),
            3 => new("label is empty", row => row.Labels.Count == 0),
            _ => new("label is set", row => row.Labels.Count > 0),
        };

        static bool Has(QueryRow row, string label) =>
            row.Labels.Exists(one => one.LabelId == QueryRows.Names[$"label {label}"]);
    }
}
