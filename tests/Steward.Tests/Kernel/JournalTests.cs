using System.ComponentModel;
using System.Text.Json;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class JournalTests(TestSteward steward)
{
    public sealed record NoteLocked(Guid NoteId, [property: Secret] string Pin) : Event;

    /// <summary>Writes a row several times, by itself and through calls.</summary>
    [Operation("rewrite_note", Scopes.WriteKnowledge)]
    [Description("Changes a note in several steps.")]
    public sealed record RewriteNote(Guid NoteId, string Titles) : ICommand<Nothing>
    {
        internal sealed class Handler(Repository<Note> notes) : IHandler<RewriteNote, Nothing>
        {
            public async Task<Nothing> Handle(RewriteNote command, OperationContext context, CancellationToken ct)
            {
                foreach (var title in command.Titles.Split(','))
                    await context.Call(new RenameNote(command.NoteId, title), ct);
                var note = await notes.Get(context.Tenant, command.NoteId, ct);
                note.Pin = "top secret";
                context.Raise(new NoteLocked(note.Id, note.Pin));
                return Nothing.Value;
            }
        }
    }

    /// <summary>Adds a row and takes it away again.</summary>
    [Operation("add_and_remove", Scopes.WriteKnowledge)]
    [Description("Comes to nothing.")]
    public sealed record AddAndRemove : ICommand<Nothing>
    {
        internal sealed class Handler : IHandler<AddAndRemove, Nothing>
        {
            public async Task<Nothing> Handle(AddAndRemove command, OperationContext context, CancellationToken ct)
            {
                var task = await context.Call("add_task", new { title = "x" }, ct);
                var note = await context.Call(new AddNote("short-lived"), ct);
                await context.Call(new RemoveNote(note.Id), ct);
                return Nothing.Value;
            }
        }
    }

    [Fact]
    public async Task A_change_tells_who_when_how_and_what()
    {
        var ana = await steward.NewOwner();
        var (run, conversation, batch) = (TestSteward.NewId(), TestSteward.NewId(), TestSteward.NewId());
        var agent = ana.AsAgent("helper", run)
            .As(c => c with { ConversationId = conversation, CorrelationId = "corr-7" });
        var start = DateTimeOffset.UtcNow.AddSeconds(-1);

        var outcome = await agent.Call(new AddTask("Pay the rent"), r => r with { BatchId = batch });

        var change = Assert.Single(await ana.Changes());
        Assert.Equal(outcome.ChangeId, change.Id);
        Assert.Equal(
            ("add_task", "mcp", ana.Id, "helper"),
            (change.Operation, change.Surface, change.UserId, change.Agent)
        );
        Assert.Equal((run, conversation, batch), (change.RunId, change.ConversationId, change.BatchId));
        Assert.InRange(change.At, start, DateTimeOffset.UtcNow);
        Assert.Equal("Add task: Pay the rent", change.Summary);
        Assert.Empty(change.Undoes);
        Assert.Equal("corr-7", (await Column(change.Id, "correlation_id")));
    }

    [Fact]
    public async Task Rows_tell_before_and_after()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        var note = await ana.Run(new AddNote("Keys"));

        var changed = await Rows(ana, new UpdateTask(task.Id, Title: "Pay it"));
        var removed = await Rows(ana, new RemoveNote(note.Id));

        Assert.Equal(("task", task.Id, RowChangeKind.Changed), (changed[0].Entity, changed[0].Id, changed[0].Kind));
        Assert.Equal(("Pay the rent", 1), (Text(changed[0].Before, "title"), Number(changed[0].Before, "version")));
        Assert.Equal(("Pay it", 2), (Text(changed[0].After, "title"), Number(changed[0].After, "version")));
        Assert.Equal(RowChangeKind.Deleted, removed[0].Kind);
        Assert.Equal("Keys", Text(removed[0].Before, "title"));
        Assert.Null(removed[0].After);
        await RowLog.AssertJournaled(steward, ana.Tenant);
    }

    [Fact]
    public async Task Several_writes_of_a_row_are_one_row_of_the_change()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("first"));

        var row = Assert.Single(await Rows(ana, new RewriteNote(note.Id, "second,third")));

        Assert.Equal(("first", "third"), (Text(row.Before, "title"), Text(row.After, "title")));
        Assert.Equal((1, 4), (Number(row.Before, "version"), Number(row.After, "version")));
        var change = (await ana.Changes())[0];
        Assert.Equal(["rename_note", "rename_note"], await Calls(change.Id));
        await RowLog.AssertJournaled(steward, ana.Tenant);
    }

    [Fact]
    public async Task What_came_and_went_within_a_command_is_no_row()
    {
        var ana = await steward.NewOwner();

        var row = Assert.Single(await Rows(ana, new AddAndRemove()));

        Assert.Equal("task", row.Entity);
        await RowLog.AssertJournaled(steward, ana.Tenant);
    }

    [Fact]
    public async Task A_secret_stands_in_no_image_event_or_preview()
    {
        var ana = await steward.NewOwner();
        var preview = await ana.Preview(new AddNote("Keys", Pin: "top secret"));
        var note = await ana.Run(new AddNote("Keys", Pin: "top secret"));
        await ana.Call(new RewriteNote(note.Id, "again"), r => r with { IdempotencyKey = "k" });
        var locked = await ana.Run(new LockNote(note.Id));

        var kept = await steward.QueryAsOwner(
            "SELECT concat(c, r) FROM kernel.change c LEFT JOIN kernel.change_row r ON r.change_id = c.id WHERE c.tenant_id = $1 "
                + "UNION ALL SELECT concat(k) FROM kernel.idempotency_key k WHERE tenant_id = $1",
            ana.Tenant.Value
        );

        var text = JsonSerializer.Serialize(preview.Preview, Wire.Json) + string.Concat(kept.Select(row => row[0]));
        Assert.Contains("note_locked", text);
        Assert.DoesNotContain("secret", text);
        Assert.DoesNotContain(locked.Pin, text);
        Assert.DoesNotContain("\"pin\"", text);
    }

    [Fact]
    public async Task A_command_that_changes_nothing_leaves_no_change()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));

        var outcome = await ana.Call(new UpdateTask(task.Id, Title: "Pay the rent"));

        Assert.Null(outcome.ChangeId);
        Assert.Single(await ana.Changes());
        Assert.Equal(1, (await ana.Run(new GetTask(task.Id))).Version);
    }

    [Fact]
    public async Task A_change_is_read_by_whoever_may_see_every_row_it_touched()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var own = (await ana.Call(new AddNote("private"))).ChangeId!.Value;
        var shared = (await ana.Call(new AddNote("shared"))).ChangeId!.Value;
        var mixed = (await ana.Call(new PlanNote("plan"))).ChangeId!.Value;
        var gone = await ana.Run(new AddNote("gone"));
        await ana.Run(new RemoveNote(gone.Id));

        Assert.Equal([shared], (await ben.Changes()).Select(change => change.Id));
        Assert.Equal(5, (await ana.Changes()).Count);
        Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new GetChange(own))).Kind);
        Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new GetChange(mixed))).Kind);
        Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new UndoChange(own))).Kind);

        var withoutNotes = ana.As(c => c with { Scopes = ScopeSet.Of(Scopes.ReadAudit, Scopes.ReadTasks) });
        Assert.Empty(await withoutNotes.Changes());
    }

    [Fact]
    public async Task Changes_are_found_by_each_filter_and_page_by_page()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var run = TestSteward.NewId();
        var first = await ana.Run(new AddTask("One"));
        await ben.Run(new AddTask("Two"));
        await ana.AsAgent("helper", run).Run(new CompleteTask(first.Id));
        await ana.Run(new AddNote("shared"));

        async Task<string[]> Found(ListChanges query) =>
            [.. (await ana.Run(query)).Items.Select(change => change.Summary)];

        Assert.Equal(["Add task: Two"], await Found(new(UserId: ben.Id)));
        Assert.Equal(["Complete task: One"], await Found(new(Agent: "helper")));
        Assert.Equal(["Complete task: One"], await Found(new(RunId: run)));
        Assert.Equal(["Add note: shared"], await Found(new(Entity: "note")));
        Assert.Equal(["Complete task: One", "Add task: One"], await Found(new(Id: first.Id)));
        Assert.Equal(["Add task: Two", "Add task: One"], await Found(new(Operation: "add_task")));
        Assert.Empty(await Found(new(Since: DateTimeOffset.UtcNow.AddMinutes(1))));
        Assert.Empty(await Found(new(Until: DateTimeOffset.UtcNow.AddMinutes(-1))));
        Assert.Empty(await Found(new(ConversationId: run)));

        var paged = new List<string>();
        string? cursor = null;
        do
        {
            var page = await ana.Run(new ListChanges(Limit: 1, Cursor: cursor));
            Assert.True(page.Items.Count <= 1);
            paged.AddRange(page.Items.Select(change => change.Summary));
            cursor = page.NextCursor;
        } while (cursor is not null);
        Assert.Equal(["Add note: shared", "Complete task: One", "Add task: Two", "Add task: One"], paged);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA=AAAAAA")]
    public async Task A_cursor_that_is_none_is_refused(string cursor)
    {
        var ana = await steward.NewOwner();

        foreach (
            var operation in new IOperation[]
            {
                new ListChanges(Cursor: cursor),
                new FollowChanges(cursor),
                new ListTasks(Cursor: cursor[..Math.Min(22, cursor.Length)]),
            }
        )
            Assert.Equal("/cursor", Assert.Single((await ana.Refused(operation)).Errors).Pointer);
    }

    private static async Task<IReadOnlyList<RowChange>> Rows(Member member, IOperation operation)
    {
        var change = (await member.Call(operation)).ChangeId!.Value;
        return (await member.Run(new GetChange(change))).Rows;
    }

    private async Task<string[]> Calls(Guid change) => (string[])(await Column(change, "calls"))!;

    private async Task<object?> Column(Guid change, string column) =>
        (await steward.QueryAsOwner($"SELECT {column} FROM kernel.change WHERE id = $1", change))[0][0];

    private static string? Text(JsonElement? image, string field) => image!.Value.GetProperty(field).GetString();

    private static int Number(JsonElement? image, string field) => image!.Value.GetProperty(field).GetInt32();
}
