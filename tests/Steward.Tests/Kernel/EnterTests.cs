using System.ComponentModel;
using Npgsql;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class EnterTests(TestSteward steward)
{
    [Operation("raise_in_query", Scopes.ReadKnowledge)]
    [Description("A query gone wrong: something happens in it.")]
    public sealed record RaiseInQuery : IQuery<Nothing>
    {
        internal sealed class Handler : IHandler<RaiseInQuery, Nothing>
        {
            public Task<Nothing> Handle(RaiseInQuery query, OperationContext context, CancellationToken ct)
            {
                context.Raise(new NoteAdded(context.NewId(), "x"));
                return Task.FromResult(Nothing.Value);
            }
        }
    }

    [Operation("add_in_query", Scopes.ReadKnowledge)]
    [Description("A query gone wrong: it adds a row, enqueues a job, or writes past the repositories.")]
    public sealed record AddInQuery(string How) : IQuery<Nothing>
    {
        internal sealed class Handler(Repository<Note> notes, Porch porch) : IHandler<AddInQuery, Nothing>
        {
            public async Task<Nothing> Handle(AddInQuery query, OperationContext context, CancellationToken ct)
            {
                if (query.How is "row")
                    notes.Add(
                        context.Tenant,
                        new Note
                        {
                            Id = context.NewId(),
                            Title = "x",
                            OwnerId = context.User,
                        }
                    );
                else if (query.How is "job")
                    context.Enqueue(new AddNote("x"));
                else if (query.How is "call")
                    await context.Call(new AddNote("x"), ct);
                else
                    await porch.Call("kernel.sweep", ct);
                return Nothing.Value;
            }
        }
    }

    [Operation("refuse_at_once", Scopes.WriteKnowledge)]
    [Description("Refuses before it has asked the database for anything.")]
    public sealed record RefuseAtOnce : ICommand<Nothing>
    {
        internal sealed class Handler : IHandler<RefuseAtOnce, Nothing>
        {
            public Task<Nothing> Handle(RefuseAtOnce command, OperationContext context, CancellationToken ct) =>
                throw RefusalException.Conflict("never", "Never.");
        }
    }

    [Fact]
    public async Task A_guarded_read_is_one_round_trip()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        await using var trips = new RoundTrips(steward.ServerConnectionString);
        await using var node = Node.At(trips.ConnectionString);
        await node.Call(ana, new GetTask(task.Id));
        await node.Call(ana, new ListTasks());

        Assert.Equal(1, await trips.During(() => node.Call(ana, new GetTask(task.Id))));
        Assert.Equal(1, await trips.During(() => node.Call(ana, new ListTasks())));
        Assert.Equal(1, await trips.During(() => node.Call(ana, new ListTasks(Text: "rent"))));
    }

    [Fact]
    public async Task An_added_row_is_two_round_trips()
    {
        var ana = await steward.NewOwner();
        await using var trips = new RoundTrips(steward.ServerConnectionString);
        await using var node = Node.At(trips.ConnectionString);
        await node.Call(ana, new AddTask("Warm up"));

        Assert.Equal(2, await trips.During(() => node.Call(ana, new AddTask("Pay the rent"))));
    }

    [Fact]
    public async Task A_change_of_a_row_is_three_round_trips()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        await using var trips = new RoundTrips(steward.ServerConnectionString);
        await using var node = Node.At(trips.ConnectionString);
        await node.Call(ana, new CompleteTask(task.Id));

        Assert.Equal(3, await trips.During(() => node.Call(ana, new ReopenTask(task.Id))));
    }

    [Fact]
    public async Task A_name_is_one_round_trip_more_and_the_door_stands_in_front_of_it()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddTask("Pay the rent"));
        await using var trips = new RoundTrips(steward.ServerConnectionString);
        await using var node = Node.At(trips.ConnectionString);
        Task Call(string operation) => ana.Call(operation, new { task_id = "Pay the rent" }, through: node.Pipeline);
        await Call("get_task");
        await Call("complete_task");

        Assert.Equal(2, await trips.During(() => Call("get_task")));
        Assert.Equal(4, await trips.During(() => Call("reopen_task")));
    }

    [Fact]
    public async Task Who_must_know_the_zone_before_the_door_answers_guesses_the_last_one()
    {
        var ana = await steward.NewOwner();
        var add = new AddTask("x", Due: new(new(2026, 1, 1), new(9, 0)));
        await using var trips = new RoundTrips(steward.ServerConnectionString);
        await using var node = Node.At(trips.ConnectionString);
        Assert.Equal("Europe/Berlin", (await node.Run(ana, add)).Due!.TimeZone);

        Assert.Equal(2, await trips.During(() => node.Call(ana, add)));
    }

    [Fact]
    public async Task A_command_that_enters_with_its_first_row_is_refused_like_any_other()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        await steward.ExecuteAsOwner("UPDATE identity.membership SET role = 'Viewer' WHERE id = $1", ben.Id.Value);
        Assert.Equal("missing_scope", (await ben.Refused(new AddTask("x"))).Code);

        await steward.ExecuteAsOwner("DELETE FROM identity.session WHERE user_id = $1", ana.Id.Value);
        Assert.Equal("session_ended", (await ana.Refused(new AddTask("x"))).Code);
        Assert.Equal("session_ended", (await ana.Refused(new RefuseAtOnce())).Code);
        Assert.Equal("session_ended", (await ana.Refused(new ListTasks(Cursor: "forged"))).Code);
        Assert.Empty(await steward.QueryAsOwner("SELECT 1 FROM tasks.task WHERE tenant_id = $1", ana.Tenant.Value));
    }

    [Theory]
    [InlineData("row")]
    [InlineData("job")]
    [InlineData("call")]
    public async Task A_query_that_would_change_something_fails(string how)
    {
        var ana = await steward.NewOwner();

        await Assert.ThrowsAsync<InvalidOperationException>(() => ana.Call(new AddInQuery(how)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ana.Call(new RaiseInQuery()));

        Assert.Empty(await ana.Changes());
    }

    [Fact]
    public async Task The_database_refuses_writes_in_a_query()
    {
        var ana = await steward.NewOwner();

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => ana.Call(new AddInQuery("porch")));

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, Assert.IsType<PostgresException>(fault).SqlState);
    }

    [Fact]
    public async Task Nothing_of_a_caller_stays_on_a_pooled_connection()
    {
        var ana = await steward.NewOwner();
        await using var node = Node.At(
            new NpgsqlConnectionStringBuilder(steward.ServerConnectionString)
            {
                MaxPoolSize = 1,
                NoResetOnClose = true,
                ApplicationName = "one connection",
            }.ConnectionString
        );
        var task = await node.Run(ana, new AddTask("Pay the rent"));
        await node.Refused(ana, new GetTask(TestSteward.NewId()));
        await node.Call(ana, new GetTask(task.Id));
        await Assert.ThrowsAnyAsync<Exception>(() => node.Call(ana, new AddInQuery("porch")));

        await using var command = node.Source.CreateCommand(
            "SELECT coalesce(current_setting('steward.tenant', true), ''), current_setting('transaction_read_only'), "
                + "(SELECT count(*) FROM tasks.task)"
        );
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        Assert.Equal(("", "off", 0L), (reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
    }

    [Fact]
    public async Task A_query_asks_the_door_even_if_it_asks_nothing_else()
    {
        var ana = await steward.NewOwner();
        await ana.Call(new GateTests.CountMembers());
        await steward.ExecuteAsOwner("DELETE FROM identity.session WHERE user_id = $1", ana.Id.Value);

        Assert.Equal("session_ended", (await ana.Refused(new GateTests.CountMembers())).Code);
    }

    [Fact]
    public async Task The_zone_is_the_requests_else_the_members_else_the_tenants()
    {
        var ana = await steward.NewOwner();
        async Task<string> Zone(Member member) =>
            (await member.Run(new AddTask("x", Due: new(new(2026, 1, 1), new(9, 0))))).Due!.TimeZone!;

        Assert.Equal("Europe/Berlin", await Zone(ana));
        await steward.ExecuteAsOwner(
            "UPDATE identity.membership SET time_zone = 'Asia/Tokyo' WHERE id = $1",
            ana.Id.Value
        );
        Assert.Equal("Asia/Tokyo", await Zone(ana));
        Assert.Equal("Africa/Lagos", await Zone(ana.As(c => c with { TimeZone = "Africa/Lagos" })));
    }
}
