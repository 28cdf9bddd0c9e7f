using System.ComponentModel;
using Npgsql;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

/// <summary>Each wall stands alone: with the other one down, a stranger still finds nothing.</summary>
public sealed class WallTests(TestSteward steward)
{
    [Operation("plant_note", Scopes.WriteKnowledge)]
    [Description("A handler gone wrong: it writes into a tenant that it was told.")]
    public sealed record PlantNote(Guid Into) : ICommand<Nothing>
    {
        internal sealed class Handler(Repository<Note> notes) : IHandler<PlantNote, Nothing>
        {
            public Task<Nothing> Handle(PlantNote command, OperationContext context, CancellationToken ct)
            {
                notes.Add(
                    new TenantId(command.Into),
                    new Note
                    {
                        Id = context.NewId(),
                        Title = "planted",
                        OwnerId = context.User,
                    }
                );
                return Task.FromResult(Nothing.Value);
            }
        }
    }

    [Fact]
    public async Task With_the_repositories_wall_down_a_stranger_finds_nothing()
    {
        await using var node = Node.WithoutRepositoryWall(steward);
        await AssertFindsNothing(node);
    }

    [Fact]
    public async Task With_row_security_down_a_stranger_finds_nothing()
    {
        await using var node = Node.WithoutRowSecurity(steward);
        await AssertFindsNothing(node);
    }

    [Fact]
    public async Task With_the_repositories_wall_down_nobody_writes_into_another_tenant()
    {
        var (ana, bob) = (await steward.NewOwner(), await steward.NewOwner("Bob"));
        await using var node = Node.WithoutRepositoryWall(steward);

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => node.Call(bob, new PlantNote(ana.Tenant.Value)));

        var refused = Assert.IsType<PostgresException>(fault.InnerException);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Empty(await Notes(ana));
    }

    [Fact]
    public async Task With_row_security_down_nobody_writes_into_another_tenant()
    {
        var (ana, bob) = (await steward.NewOwner(), await steward.NewOwner("Bob"));
        await using var node = Node.WithoutRowSecurity(steward);

        await Assert.ThrowsAsync<InvalidOperationException>(() => node.Call(bob, new PlantNote(ana.Tenant.Value)));

        Assert.Empty(await Notes(ana));
        Assert.Empty(await bob.Changes());
    }

    [Fact]
    public async Task Without_a_tenant_nothing_is_read_or_written()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddTask("Pay the rent"));
        await using var server = await Open();

        foreach (var table in await Guarded())
            Assert.Equal(0L, await Scalar(server, $"SELECT count(*) FROM {table}"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            Scalar(
                server,
                $"INSERT INTO testing.note (tenant_id, id, title, reads, owner_id, version, created_at, updated_at) "
                    + $"VALUES ('{ana.Tenant}', gen_random_uuid(), 'x', 0, '{ana.Id}', 1, now(), now()) RETURNING 1"
            )
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("UPDATE kernel.change SET summary = ''")]
    [InlineData("DELETE FROM kernel.change")]
    [InlineData("UPDATE kernel.change_row SET before = NULL")]
    [InlineData("DELETE FROM kernel.change_row")]
    [InlineData("TRUNCATE kernel.change_row")]
    [InlineData("DELETE FROM kernel.idempotency_key")]
    [InlineData("UPDATE kernel.job SET attempts = 0")]
    [InlineData("UPDATE kernel.installation SET epoch = 7")]
    [InlineData("ALTER TABLE tasks.task DISABLE ROW LEVEL SECURITY")]
    [InlineData("CREATE TABLE tasks.mine (id integer)")]
    [InlineData("CREATE FUNCTION kernel.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'")]
    public async Task The_servers_role_may_not(string sql)
    {
        await using var server = await Open();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Scalar(server, sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Every_table_with_a_tenant_is_guarded_unless_the_porch_alone_reaches_it()
    {
        var open = await steward.QueryAsOwner(
            """
            SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
            WHERE c.relkind IN ('r', 'p') AND NOT c.relrowsecurity
                AND (has_table_privilege('steward_server', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE'))
            """
        );

        Assert.Empty(open);
    }

    private async Task AssertFindsNothing(Node node)
    {
        var (ana, bob) = (await steward.NewOwner(), await steward.NewOwner("Bob"));
        var task = await ana.Run(new AddTask("Pay the rent"));
        var note = await ana.Run(new AddNote("shared with all"));
        var change = (await ana.Changes())[0].Id;
        var start = (await node.Run(bob, new FollowChanges())).Cursor;
        var later = await ana.Run(new AddTask("Pay the rent again"));

        foreach (
            var operation in new IOperation[]
            {
                new GetTask(task.Id),
                new UpdateTask(task.Id, Title: "Mine"),
                new CompleteTask(task.Id),
                new DeleteTask(later.Id),
                new ReadNote(note.Id),
                new RenameNote(note.Id, "Mine"),
                new RemoveNote(note.Id),
                new AddNote("child", ParentId: note.Id),
                new GetChange(change),
                new UndoChange(change),
                new UndoChanges([change]),
            }
        )
            Assert.Equal(RefusalKind.NotFound, (await node.Refused(bob, operation)).Kind);
        Assert.Empty((await node.Run(bob, new ListTasks())).Items);
        Assert.Empty((await node.Run(bob, new ListTasks(Text: "rent"))).Items);
        Assert.Empty((await node.Run(bob, new ListChanges())).Items);
        Assert.Empty((await node.Run(bob, new FollowChanges(start))).Items);

        Assert.Equal("Pay the rent", (await node.Run(ana, new GetTask(task.Id))).Title);
        Assert.Equal(3, (await ana.Changes()).Count);
    }

    private async Task<List<string>> Guarded() =>
        [
            .. (
                await steward.QueryAsOwner(
                    "SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity AND has_table_privilege('steward_server', oid, 'SELECT')"
                )
            ).Select(row => (string)row[0]!),
        ];

    private Task<List<object?[]>> Notes(Member member) =>
        steward.QueryAsOwner("SELECT id FROM testing.note WHERE tenant_id = $1", member.Tenant.Value);

    private async Task<NpgsqlConnection> Open()
    {
        var connection = new NpgsqlConnection(steward.ServerConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
