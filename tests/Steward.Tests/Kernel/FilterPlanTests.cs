using Npgsql;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

/// <summary>
/// Filters over a tenant's million tasks, beside other tenants: by how many rows they touch, not by time. On a server of its own, since it
/// is much that it fills in.
/// </summary>
[Trait("Category", "Slow")]
public sealed class FilterPlanTests : IAsyncLifetime
{
    private const int Million = 1_000_000;

    private readonly TestSteward steward = new();
    private Member ana = null!;

    public async ValueTask InitializeAsync()
    {
        await steward.InitializeAsync();
        ana = await steward.NewOwner();
        await Fill();
    }

    public ValueTask DisposeAsync() => steward.DisposeAsync();

    /// <summary>
    /// Plans are made for the average label and member, so they change with how many there are. Here they are as PostgreSQL counts
    /// them, then as in a tenant alone with three, then as among a thousand tenants with a hundred thousand.
    /// </summary>
    [Fact]
    public async Task Typical_filters_touch_few_of_a_million_tasks()
    {
        await Check();
        foreach (var (targets, tenants) in ((int, int)[])[(3, 1), (100_000, 1000)])
        {
            await steward.ExecuteAsOwner(
                $"ALTER TABLE tasks.task_reference ALTER target_id SET (n_distinct = {targets}), ALTER tenant_id SET (n_distinct = {tenants})"
            );
            await steward.ExecuteAsOwner("ANALYZE tasks.task_reference");
            await Check();
        }
    }

    private async Task Check()
    {
        await using var plans = new Plans();
        await using var source = await plans.Source(steward);
        await using var node = Node.Over(source);
        var faults = new List<string>();
        foreach (var (filter, most, index) in Cases)
        {
            // The plan that is kept after some runs must be good too.
            for (var run = 0; run < 7; run++)
            {
                plans.Seen.Clear();
                await node.Run(ana, new ListTasks(Filter: filter));
            }
            var touched = plans.Seen.Sum(Plans.Touched);
            if (touched > most || !plans.Seen.Any(plan => plan.Contains(index, StringComparison.Ordinal)))
                faults.Add(
                    $"{filter} touches {touched} rows, not at most {most}, or not by {index}:\n{string.Join('\n', plans.Seen)}"
                );
            TestContext.Current.SendDiagnosticMessage($"{touched, 9} {filter}");
        }
        Assert.True(faults is [], string.Join("\n\n", faults));
    }

    /// <summary>The filter, the rows that it may touch in all its statements, and an index that serves it.</summary>
    private static readonly (string Filter, int Most, string Index)[] Cases =
    [
        ("open", 6_000, "task_pkey"),
        (
            "project:\"Project 7\" and (due <= today+7d or overdue) and not label:frequent and assignee:me and text:\"tax form\" order by priority, due",
            12_000,
            "task_text"
        ),
        ("project:\"Project 7\" and due <= today+7d order by priority, due", 12_000, "task_place"),
        ("project:\"Project 7\" order by position", 6_000, "task_place"),
        ("label:rare", 6_000, "task_reference_pkey"),
        ("label:frequent", 6_000, "task_reference_pkey"),
        ("label:rare and label:frequent", 6_000, "task_reference_pkey"),
        ("label in (rare, other)", 6_000, "task_reference_pkey"),
        ("assignee:me and overdue", 6_000, "task_reference_pkey"),
        ("assignee:me and open order by priority, due", 6_000, "task_reference_pkey"),
        ("assignee:me and open and not label:rare order by priority, due", 6_000, "task_reference_pkey"),
        ("assignee:me and label:frequent", 6_000, "task_reference_pkey"),
        ("not label:frequent", 6_000, "task_pkey"),
        ("not label:rare and open order by due", 6_000, "task_open"),
        ("open order by priority, due", 6_000, "task_urgent"),
        ("text:\"needle 777\"", 6_000, "task_text"),
        ("open order by due", 6_000, "task_open"),
        ("overdue order by due", 6_000, "task_open"),
        ("due = today and open", 6_000, "task_open"),
        ("open and due < today-400d", 6_000, "task_open"),
        ("due = today", 6_000, "task_due"),
        ("parent:\"Plan the party\"", 6_000, "task_parent"),
    ];

    private async Task Fill()
    {
        foreach (var name in (string[])["rare", "frequent", "other"])
            await ana.Run(new AddLabel(name));
        await using var superuser = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(steward.OwnerConnectionString)
            {
                Username = "postgres",
                CommandTimeout = 0,
            }.ConnectionString
        );
        await superuser.OpenAsync();
        // Without triggers, and with the indexes made at the end: else it would take many minutes.
        foreach (
            var sql in new[]
            {
                "SET session_replication_role = replica",
                "SET maintenance_work_mem = '512MB'",
                "CREATE TEMP TABLE made_again AS SELECT indexname AS name, indexdef AS sql FROM pg_indexes "
                    + "WHERE schemaname = 'tasks' AND tablename = 'task' AND indexname NOT IN (SELECT conname FROM pg_constraint)",
                "DO $$ DECLARE one text; BEGIN FOR one IN SELECT name FROM made_again LOOP EXECUTE 'DROP INDEX tasks.' || one; END LOOP; END $$",
                "CREATE FUNCTION pg_temp.id(t int, n int) RETURNS uuid LANGUAGE sql AS $$ SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '7' "
                    + "|| substr(md5(t || ' ' || n), 1, 3) || '8' || substr(md5(t || ' ' || n), 4, 15))::uuid $$",
                Projects,
                Tasks,
                "INSERT INTO tasks.task_reference (tenant_id, target_id, task_id) "
                    + "SELECT tenant_id, unnest(label_ids || assignee_ids), id FROM tasks.task ORDER BY 1, 2, 3",
                "DO $$ DECLARE one text; BEGIN FOR one IN SELECT sql FROM made_again LOOP EXECUTE one; END LOOP; END $$",
                "VACUUM ANALYZE",
            }
        )
        {
            await using var command = new NpgsqlCommand(sql, superuser);
            await command.ExecuteNonQueryAsync();
        }
    }

    private string Projects =>
        $"""
            INSERT INTO tasks.project (tenant_id, id, name, key, position, member_ids, created_by, version, created_at, updated_at)
            SELECT '{ana.Tenant}', md5('project ' || n)::uuid, 'Project ' || n, 'P' || n, gen_random_uuid(),
                CASE WHEN n % 10 = 9 THEN ARRAY['{ana.Id}'::uuid] END, '{ana.Id}', 1, now(), now()
            FROM generate_series(0, 999) n
            """;

    /// <summary>A thousand tasks in each project, one in five of them open; and ten tenants beside with 10,000 each.</summary>
    private string Tasks =>
        $"""
            INSERT INTO tasks.task (tenant_id, id, title, notes, status, priority, due_date, due_time, due_zone, position, project_id, number,
                parent_id, label_ids, assignee_ids, created_by, version, created_at, updated_at)
            SELECT tenant, id, CASE WHEN n = 4 THEN 'Plan the party' WHEN n % 20000 = 7 THEN 'Send the tax form ' || n
                    WHEN n % 50000 = 3 THEN 'Find needle 777 in ' || n ELSE 'Call the bank about invoice ' || n END,
                'Something to remember about it: ' || substr(hash, 1, 8), CASE WHEN h % 5 = 0 THEN 'Todo' ELSE 'Done' END, 1 + h % 4,
                CASE WHEN h % 2 = 0 THEN current_date - 100 + h / 10 % 1000 END, CASE WHEN h % 4 = 0 THEN time '15:00' END,
                CASE WHEN h % 4 = 0 THEN 'Europe/Berlin' END, id, CASE WHEN t = 0 THEN md5('project ' || n % 1000)::uuid END,
                CASE WHEN t = 0 THEN n / 1000 END, CASE WHEN t = 0 AND n % 100000 = 5 THEN (SELECT pg_temp.id(0, 4)) END,
                CASE WHEN t > 0 THEN ARRAY[]::uuid[] ELSE array_remove(ARRAY[CASE WHEN n % 50000 = 0 THEN rare END,
                    CASE WHEN h % 3 = 0 THEN frequent END, CASE WHEN n % 10000 = 1 THEN other END], NULL) END,
                CASE WHEN t > 0 THEN ARRAY[]::uuid[] WHEN n % 5000 = 7 THEN ARRAY['{ana.Id}'::uuid] WHEN h % 10 = 1 THEN ARRAY[tenant] ELSE ARRAY[]::uuid[] END,
                '{ana.Id}', 1, now(), now()
            FROM (SELECT (max(id::text) FILTER (WHERE name = 'rare'))::uuid AS rare, (max(id::text) FILTER (WHERE name = 'frequent'))::uuid AS frequent,
                    (max(id::text) FILTER (WHERE name = 'other'))::uuid AS other FROM tasks.label) labels,
                (SELECT CASE WHEN t = 0 THEN '{ana.Tenant}'::uuid ELSE gen_random_uuid() END AS tenant, t FROM generate_series(0, 10) t) tenants,
                LATERAL generate_series(1, CASE WHEN t = 0 THEN {Million} ELSE 10000 END) n,
                LATERAL (SELECT md5(n::text) AS hash, pg_temp.id(t, n) AS id) made,
                LATERAL (SELECT ('x' || substr(hash, 1, 7))::bit(28)::int AS h) hashed
            """;
}
