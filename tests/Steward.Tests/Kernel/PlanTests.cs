using System.Text.RegularExpressions;
using Steward.Tasks;
using Steward.Tests.Tasks;

namespace Steward.Tests.Kernel;

/// <summary>
/// Under row security as the server's role, no list and no search reads a whole table: PostgreSQL tells the plan of each statement,
/// those inside functions too, in a tenant with many rows among other tenants with many. Apart, for what it takes of the server.
/// </summary>
[Collection(nameof(Apart))]
public sealed partial class PlanTests(Apart apart)
{
    private readonly TestSteward steward = apart.Steward;

    [Fact]
    public async Task Every_list_and_search_goes_by_an_index()
    {
        var ana = await steward.NewOwner();
        var task = await Fill(ana);
        var home = (await ana.Run(new ListProjects())).Items[0].Id;
        var inHome = (await ana.Run(new AddTask("Paint it", ProjectId: home))).Id;
        var part = (await ana.Run(new AddTask("Open the tin", ParentId: inHome))).Id;
        var again = (await ana.Run(new AddTask("Air the room", Recurrence: "every day"))).Id;
        await using var plans = new Plans();
        await using var source = await plans.Source(steward);
        await using var node = Node.Over(source);
        var first = await node.Run(ana, new ListTasks());
        var byDue = await node.Run(ana, new ListTasks(Filter: "open order by due"));
        var view = (await ana.Run(new AddView("Mine", "assignee:me and overdue"))).Id;
        await FilterStage.Set(ana);
        var changes = await node.Run(ana, new ListChanges());
        var end = await node.Run(ana, new FollowChanges());

        foreach (
            var query in (IOperation[])
                [
                    new GetTask(task),
                    new ListOccurrences(again),
                    new ListTasks(),
                    new ListTasks(Cursor: first.NextCursor),
                    new ListTasks([Status.InReview]),
                    new ListTasks([Status.Todo, Status.InProgress, Status.InReview]),
                    new ListTasks(DueFrom: new(2026, 11, 20), DueUntil: new(2026, 11, 22)),
                    new ListTasks(AssigneeId: ana.Id),
                    new ListTasks(Deleted: true),
                    new ListTasks(Text: "needle 777"),
                    new ListTasks(Text: "nowhere to be found"),
                    new ListTasks([Status.Todo], Text: "needle"),
                    new GetTask(inHome),
                    new ListProjects(),
                    new ListSections(home),
                    new ListComments(task),
                    new ListRelations(task),
                    new ListReminders(task),
                    .. TaskLanguage.Queries.Terms.Select(term => new ListTasks(Filter: term.Example)),
                    new ListTasks(Filter: "open order by due", Cursor: byDue.NextCursor),
                    new ListTasks(ViewId: view, Filter: "priority = 1"),
                    new ListViews(),
                    new CompleteQuery("project:Pro"),
                    new MoveTask(inHome),
                    new MoveTask(part, AfterId: null, ParentId: (Guid?)null),
                    new MoveTask(task, home),
                    new AddRelation(task, RelationKind.Blocks, inHome),
                    new DeleteTask(inHome),
                    new DeleteProject(home),
                    new ListChanges(),
                    new ListChanges(Cursor: changes.NextCursor),
                    new ListChanges(Id: task),
                    new ListChanges(Entity: "task", Id: task),
                    new ListChanges(RunId: task),
                    new ListChanges(ConversationId: task),
                    new GetChange(changes.Items[0].Id),
                    new FollowChanges(end.Cursor),
                    new FollowChanges(changes.Items[^1].Position),
                ]
        )
        {
            plans.Seen.Clear();
            await node.Call(ana, query);

            Assert.NotEmpty(plans.Seen);
            Assert.All(
                plans.Seen,
                plan => Assert.False(WholeTable().IsMatch(plan), $"{query} reads a whole table:\n{plan}")
            );
        }

        foreach (var title in new[] { "The one", "THE ONE" })
        {
            plans.Seen.Clear();
            var found = await ana.Call("get_task", new { task_id = title }, through: node.Pipeline);

            Assert.Equal(task, ((TaskView)found.Result!).Id);
            Assert.Contains(plans.Seen, plan => plan.Contains("task_title", StringComparison.Ordinal));
            Assert.All(plans.Seen, plan => Assert.False(WholeTable().IsMatch(plan), plan));
        }
    }

    /// <summary>Twenty tenants with 2,000 tasks each, and one with 20,000, with their changes.</summary>
    private async Task<Guid> Fill(Member ana)
    {
        var task = (await ana.Run(new AddTask("The one"))).Id;
        for (var n = 0; n < 20; n++)
            await ana.Run(new AddProject($"Project {n}", MemberIds: n % 4 == 0 ? [] : null));
        await steward.ExecuteAsOwner(
            $"""
            INSERT INTO tasks.task (tenant_id, id, title, notes, status, priority, due_date, assignee_ids, position, project_id, created_by, deleted_at, version,
                created_at, updated_at)
            SELECT tenant, gen_random_uuid(), 'needle ' || n || ' ' || md5(n::text), md5(tenant::text || n),
                (ARRAY['Todo', 'InProgress', 'InReview', 'Done', 'Done', 'Done'])[n % 6 + 1], 4,
                CASE WHEN n % 3 = 0 THEN date '2026-01-01' + n % 700 END, CASE WHEN n % 50 = 0 THEN ARRAY['{ana.Id}'::uuid] ELSE ARRAY[gen_random_uuid()] END, gen_random_uuid(),
                CASE WHEN n % 4 > 0 THEN (SELECT id FROM tasks.project p WHERE p.tenant_id = tenant ORDER BY key OFFSET n % 20 LIMIT 1) END,
                '{ana.Id}', CASE WHEN n % 40 = 0 THEN now() END, 1, now(), now()
            FROM (SELECT CASE WHEN t = 0 THEN '{ana.Tenant}'::uuid ELSE gen_random_uuid() END AS tenant, t FROM generate_series(0, 20) t) tenants,
                LATERAL generate_series(1, CASE WHEN t = 0 THEN 20000 ELSE 2000 END) n
            """
        );
        foreach (
            var sql in new[]
            {
                "INSERT INTO tasks.comment (tenant_id, id, task_id, body, mention_ids, created_by, version, created_at, updated_at) "
                    + "SELECT tenant_id, gen_random_uuid(), id, 'n', '{}', created_by, 1, now(), now() FROM tasks.task",
                "INSERT INTO tasks.relation (tenant_id, id, task_id, kind, other_id, version, created_at, updated_at) "
                    + "SELECT tenant_id, gen_random_uuid(), id, 'Blocks', before, 1, now(), now() FROM (SELECT tenant_id, id, "
                    + "lag(id) OVER (PARTITION BY tenant_id ORDER BY id) AS before FROM tasks.task) t WHERE before IS NOT NULL",
                "INSERT INTO tasks.reminder (tenant_id, id, task_id, user_id, minutes_before, time_zone, version, created_at, updated_at) "
                    + "SELECT tenant_id, gen_random_uuid(), id, created_by, 5, 'Etc/UTC', 1, now(), now() FROM tasks.task",
            }
        )
            await steward.ExecuteAsOwner(sql);
        await steward.ExecuteAsOwner(
            """
            INSERT INTO kernel.change (tenant_id, id, at, operation, surface, correlation_id, events, calls, undoes, summary)
            SELECT tenant_id, id, now(), 'add_task', 'rest', '', '[]', '{}', '{}', title FROM tasks.task WHERE title <> 'The one'
            """
        );
        await steward.ExecuteAsOwner(
            """
            INSERT INTO kernel.change_row (tenant_id, change_id, number, entity, row_id, kind, after)
            SELECT tenant_id, id, 0, 'task', id, 'added', '{}' FROM tasks.task WHERE title <> 'The one'
            """
        );
        await steward.ExecuteAsOwner("ANALYZE");
        return task;
    }

    [GeneratedRegex(@"Seq Scan on (task|task_reference|comment|relation|reminder|change|change_row)\b")]
    private static partial Regex WholeTable();
}
