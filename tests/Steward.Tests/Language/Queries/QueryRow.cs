using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Steward.Tests.Language.Queries;

internal enum RowStatus
{
    Todo,
    InProgress,
    Done,
}

/// <summary>What the tests of the query language ask about: of each type one that can be empty and one that cannot.</summary>
internal sealed class QueryRow
{
    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public string? Notes { get; init; }
    public RowStatus Status { get; init; }
    public RowStatus? Mood { get; init; }
    public int Priority { get; init; }
    public decimal? Price { get; init; }
    public DateOnly? Due { get; init; }
    public DateOnly Start { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public int? Estimate { get; init; }
    public Guid? ProjectId { get; init; }
    public UserId? AssigneeId { get; init; }
    public bool IsRecurring { get; init; }
    public List<QueryLabel> Labels { get; init; } = [];
}

internal sealed class QueryLabel
{
    public required Guid RowId { get; init; }
    public required Guid LabelId { get; init; }
}

internal static class QueryRows
{
    public static readonly UserId Me = new(Guid.Parse("00000000-0000-7000-8000-0000000000aa"));
    public static readonly UserId Ben = new(Guid.Parse("00000000-0000-7000-8000-0000000000bb"));

    /// <summary>A Saturday, 15:00 in Berlin.</summary>
    public static readonly QueryContext Context = new(new(2026, 11, 21, 14, 0, 0, TimeSpan.Zero), "Europe/Berlin", Me);

    public static readonly Dictionary<string, Guid> Names = new()
    {
        ["project Home"] = Guid.Parse("00000000-0000-7000-8000-000000000001"),
        ["project Tax Office"] = Guid.Parse("00000000-0000-7000-8000-000000000002"),
        ["label waiting"] = Guid.Parse("00000000-0000-7000-8000-000000000011"),
        ["label next-action"] = Guid.Parse("00000000-0000-7000-8000-000000000012"),
        ["label not"] = Guid.Parse("00000000-0000-7000-8000-000000000013"),
        ["member Ben"] = Ben.Value,
    };

    public static readonly QueryLanguage<QueryRow> Language = new(
        new QueryFields<QueryRow>(row => row.Id)
            .Named(
                "project",
                "project",
                ids => row => row.ProjectId != null && ids.Contains(row.ProjectId.Value),
                "The project that it is in.",
                "project:Home",
                _ => row => row.ProjectId == null,
                aliases: "list"
            )
            .Named(
                "label",
                "label",
                ids => row => row.Labels.Any(label => ids.Contains(label.LabelId)),
                "A label that it has.",
                "label in (waiting, next-action)",
                _ => row => !row.Labels.Any()
            )
            .Named(
                "assignee",
                "member",
                Assigned,
                "Who does it.",
                "assignee:me",
                _ => row => row.AssigneeId == null,
                true
            )
            .Text("title", row => row.Title, "The title.", "title:tax", sortable: true)
            .Text("notes", row => row.Notes, "The notes.", "notes is set", sortable: true)
            .Search(
                "text",
                text => row => row.Title.Contains(text) || (row.Notes != null && row.Notes.Contains(text)),
                "Title and notes.",
                "text:\"tax form\""
            )
            .Choice("status", row => (RowStatus?)row.Status, "How far it is.", "status:in_progress")
            .Choice("mood", row => row.Mood, "How it feels.", "mood is empty")
            .Number("priority", row => row.Priority, "1 is the most urgent.", "priority <= 2", "prio")
            .Number("price", row => row.Price, "What it costs.", "price > 9.50")
            .Date("due", row => row.Due, "The day by which it is to be done.", "due <= today+7d")
            .Date("start", row => row.Start, "The day from which it can be done.", "start = today")
            .Time("created", row => row.CreatedAt, "When it was added.", "created >= today-7d")
            .Time("closed", row => row.ClosedAt, "When it was closed.", "closed is set")
            .Duration("estimate", row => row.Estimate, "How long it takes.", "estimate <= 1h30min")
            .Flag("overdue", context => Overdue(context.Today), "Due before today and not done.")
            .Flag("has:labels", _ => row => row.Labels.Any(), "Has a label.")
            .Flag("has:notes", _ => row => row.Notes != null, "Has notes.")
            .Flag("is:recurring", _ => row => row.IsRecurring, "Comes again.", 1, "recurring")
    );

    public static Query<QueryRow> Compile(string text)
    {
        var query = Language.Check(text, Context, "/filter");
        return query.Compile([.. query.Names.Select(Resolve)]);
    }

    public static RefusalException Refused(string text) => Assert.Throws<RefusalException>(() => Compile(text));

    public static List<QueryRow> Random(Random random, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    var id = TestSteward.NewId();
                    return new QueryRow
                    {
                        Id = id,
                        Title = One(random, "tax form", "Tax", "äpfel", "Zoo", "zoo", "a\"b", "50%", "c_d", ""),
                        Notes = One(random, null, null, "", "the tax form", "Äpfel"),
                        Status = One(random, Enum.GetValues<RowStatus>()),
                        Mood = One<RowStatus?>(random, null, RowStatus.Todo, RowStatus.Done),
                        Priority = random.Next(1, 5),
                        Price = One<decimal?>(random, null, 9.5m, 10m, 0.01m),
                        Due = One<DateOnly?>(random, null, Day(random), Day(random)),
                        Start = Day(random),
                        CreatedAt = Moment(random),
                        ClosedAt = One<DateTimeOffset?>(random, null, Moment(random)),
                        Estimate = One<int?>(random, null, 30, 90, 120),
                        ProjectId = One<Guid?>(random, null, Names["project Home"], Names["project Tax Office"]),
                        AssigneeId = One<UserId?>(random, null, Me, Ben),
                        IsRecurring = random.Next(2) == 0,
                        Labels =
                        [
                            .. Names
                                .Where(name =>
                                    name.Key.StartsWith("label", StringComparison.Ordinal) && random.Next(3) == 0
                                )
                                .Select(name => new QueryLabel { RowId = id, LabelId = name.Value }),
                        ],
                    };
                }),
        ];

    public static T One<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private static Expression<Func<QueryRow, bool>> Overdue(DateOnly today) =>
        row => row.Due < today && row.Status != RowStatus.Done;

    private static Expression<Func<QueryRow, bool>> Assigned(IReadOnlyList<Guid> ids)
    {
        var users = ids.Select(id => new UserId(id)).ToList();
        return row => row.AssigneeId != null && users.Contains(row.AssigneeId.Value);
    }

    public static ResolvedName Resolve(QueryName name) =>
        Names.TryGetValue($"{name.Kind} {name.Text}", out var id)
            ? new([id])
            : new(
                [],
                [
                    .. Names
                        .Keys.Where(key => key.StartsWith(name.Kind + " ", StringComparison.Ordinal))
                        .Select(key => key[(name.Kind.Length + 1)..]),
                ]
            );

    private static DateOnly Day(Random random) => Context.Today.AddDays(random.Next(-4, 5));

    /// <summary>Also the midnights of Berlin, where days end.</summary>
    private static DateTimeOffset Moment(Random random) =>
        new DateTimeOffset(2026, 11, 20, 23, 0, 0, TimeSpan.Zero).AddHours(random.Next(-72, 72));
}

/// <summary>The rows in tables of one connection's own.</summary>
internal sealed class QueryDb(NpgsqlConnection connection, Action<string>? log = null) : DbContext
{
    public static async Task<QueryDb> Filled(TestSteward steward, List<QueryRow> rows, Action<string>? log = null)
    {
        var connection = new NpgsqlConnection(steward.OwnerConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand(
            """
            CREATE TEMP TABLE query_row (id uuid PRIMARY KEY, title text NOT NULL, notes text, status text NOT NULL, mood text,
                priority int NOT NULL, price numeric, due date, start date NOT NULL, created_at timestamptz NOT NULL, closed_at timestamptz,
                estimate int, project_id uuid, assignee_id uuid, is_recurring boolean NOT NULL);
            CREATE TEMP TABLE query_label (row_id uuid REFERENCES query_row, label_id uuid, PRIMARY KEY (row_id, label_id));
            """,
            connection
        );
        await create.ExecuteNonQueryAsync();
        var db = new QueryDb(connection, log);
        db.AddRange(rows);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return db;
    }

    public IQueryable<QueryRow> Rows => Set<QueryRow>().AsNoTracking();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        optionsBuilder.UseNpgsql(connection);
        if (log is not null)
            optionsBuilder.LogTo(log, [Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.CommandExecuted]);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder
            .Entity<QueryRow>()
            .ToTable("query_row")
            .HasMany(row => row.Labels)
            .WithOne()
            .HasForeignKey("RowId");
        modelBuilder.Entity<QueryLabel>().ToTable("query_label").HasKey(label => new { label.RowId, label.LabelId });
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            property.SetColumnName(Wire.Name(property.Name));
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<UserId>().HaveConversion<UserIds>();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await connection.DisposeAsync();
    }

    private sealed class UserIds()
        : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<UserId, Guid>(
            id => id.Value,
            value => new(value)
        );
}
