using System.ComponentModel;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class UndoTests(TestSteward steward)
{
    /// <summary>Counts, which undo leaves alone.</summary>
    [Operation("count_reading", Scopes.WriteKnowledge)]
    [Description("Counts a reading of a note, and may give it a parent.")]
    public sealed record CountReading(Guid NoteId, Guid? ParentId = null) : ICommand<Nothing>
    {
        internal sealed class Handler(Repository<Note> notes) : IHandler<CountReading, Nothing>
        {
            public async Task<Nothing> Handle(CountReading command, OperationContext context, CancellationToken ct)
            {
                var note = await notes.Get(context.Tenant, command.NoteId, ct);
                note.Reads++;
                note.ParentId = command.ParentId ?? note.ParentId;
                return Nothing.Value;
            }
        }
    }

    /// <summary>Touches an old row first, and refers it to a new one.</summary>
    [Operation("adopt_note", Scopes.WriteKnowledge)]
    [Description("Gives a note a new parent.")]
    public sealed record AdoptNote(Guid NoteId) : ICommand<NoteView>
    {
        internal sealed class Handler(Repository<Note> notes) : IHandler<AdoptNote, NoteView>
        {
            public async Task<NoteView> Handle(AdoptNote command, OperationContext context, CancellationToken ct)
            {
                var note = await notes.Get(context.Tenant, command.NoteId, ct);
                note.Body = "adopted";
                var parent = await context.Call(new AddNote("parent"), ct);
                note.ParentId = parent.Id;
                return parent;
            }
        }
    }

    [Fact]
    public async Task An_added_row_goes_a_changed_one_returns_a_deleted_one_comes_back()
    {
        var ana = await steward.NewOwner();
        var added = await ana.Call(new AddNote("Keys", Pin: "1234"));
        var id = ((NoteView)added.Result!).Id;
        var created = await Column(id, "created_at");
        var renamed = await ana.Call(new RenameNote(id, "More keys"));
        var removed = await ana.Call(new RemoveNote(id));

        await ana.Run(new UndoChange(removed.ChangeId!.Value));
        Assert.Equal(("More keys", created), ((string)(await Column(id, "title"))!, await Column(id, "created_at")));
        Assert.Null(await Column(id, "pin"));

        await ana.Run(new UndoChange(renamed.ChangeId!.Value));
        Assert.Equal("Keys", await Column(id, "title"));

        await ana.Run(new UndoChange(added.ChangeId!.Value));
        Assert.Empty(await Notes(ana));
        await RowLog.AssertJournaled(steward, ana.Tenant);
    }

    [Fact]
    public async Task A_version_never_names_two_states_of_a_row()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("Keys"));
        await ana.Run(new RenameNote(note.Id, "More keys"));
        var removed = await ana.Call(new RemoveNote(note.Id));

        await ana.Run(new UndoChange(removed.ChangeId!.Value));

        Assert.Equal(3, (await ana.Run(new ReadNote(note.Id))).Version);
    }

    [Fact]
    public async Task An_undo_is_a_change_and_can_be_undone()
    {
        var ana = await steward.NewOwner();
        var added = await ana.Call(new AddTask("Pay the rent"));
        var task = ((TaskView)added.Result!).Id;
        var done = await ana.Call(new CompleteTask(task));
        var before = await ana.Run(new GetTask(task));

        var undone = await ana.Call(new UndoChange(done.ChangeId!.Value));
        Assert.Equal(Status.Todo, (await ana.Run(new GetTask(task))).Status);

        var change = (await ana.Run(new GetChange(undone.ChangeId!.Value))).Change;
        Assert.Equal(
            ("undo_change", "changes_undone"),
            (change.Operation, change.Events[0].GetProperty("name").GetString())
        );
        Assert.Equal([done.ChangeId!.Value], change.Undoes);

        await ana.Run(new UndoChange(undone.ChangeId!.Value));
        var again = await ana.Run(new GetTask(task));
        Assert.Equivalent(before with { Version = again.Version, UpdatedAt = again.UpdatedAt }, again, strict: true);
    }

    [Fact]
    public async Task A_row_changed_since_is_a_conflict_and_named()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        var first = await ana.Call(new UpdateTask(task.Id, Priority: 1));
        await ana.Call(new UpdateTask(task.Id, Notes: "In cash"));

        var refusal = await ana.Refused(new UndoChange(first.ChangeId!.Value));

        Assert.Equal((RefusalKind.Conflict, "undo_conflict"), (refusal.Kind, refusal.Code));
        var conflict = Assert.Single((IReadOnlyList<UndoConflict>)refusal.Params["conflicts"]!);
        Assert.Equal(("task", task.Id, "changed_since"), (conflict.Entity, conflict.Id, conflict.Reason));
        Assert.Contains("'Pay the rent'", refusal.Message);
    }

    [Fact]
    public async Task A_row_deleted_since_is_a_conflict_and_named()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("Keys"));
        var renamed = await ana.Call(new RenameNote(note.Id, "More keys"));
        await ana.Run(new RemoveNote(note.Id));

        var refusal = await ana.Refused(new UndoChange(renamed.ChangeId!.Value));

        Assert.Equal("deleted_since", Assert.Single(Conflicts(refusal)).Reason);
    }

    [Fact]
    public async Task Others_that_depend_on_a_row_are_named()
    {
        var ana = await steward.NewOwner();
        var parent = await ana.Call(new AddNote("Parent"));
        var child = await ana.Call(new AddNote("Child", ParentId: ((NoteView)parent.Result!).Id));

        var conflict = Assert.Single(Conflicts(await ana.Refused(new UndoChange(parent.ChangeId!.Value))));

        Assert.Equal("has_dependents", conflict.Reason);
        Assert.Contains($"note {((NoteView)child.Result!).Id}", conflict.Message);
        await ana.Run(new UndoChanges([parent.ChangeId.Value, child.ChangeId!.Value]));
        Assert.Empty(await Notes(ana));
    }

    [Fact]
    public async Task What_is_taken_back_together_does_not_stand_in_its_own_way()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("Keys"));
        var adopted = await ana.Call(new AdoptNote(note.Id));

        await ana.Run(new UndoChange(adopted.ChangeId!.Value));

        Assert.Null(await Column(note.Id, "parent_id"));
        Assert.Single(await Notes(ana));
    }

    [Fact]
    public async Task Counters_versions_and_times_are_neither_compared_nor_restored()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("Keys"));
        var renamed = await ana.Call(new RenameNote(note.Id, "More keys"));
        await ana.Run(new CountReading(note.Id));

        await ana.Run(new UndoChange(renamed.ChangeId!.Value));

        Assert.Equal(
            ("Keys", 1L, 4L),
            (await Column(note.Id, "title"), await Column(note.Id, "reads"), await Column(note.Id, "version"))
        );
    }

    [Fact]
    public async Task What_a_deferred_constraint_forbids_is_a_conflict()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("Keys"));
        var renamed = await ana.Call(new RenameNote(note.Id, "More keys"));
        await ana.Run(new AddNote("Keys"));

        Assert.Equal("already_exists", (await ana.Refused(new UndoChange(renamed.ChangeId!.Value))).Code);
        Assert.Equal("More keys", await Column(note.Id, "title"));
    }

    [Fact]
    public async Task What_is_never_undone_says_so()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("Keys"));
        var locked = await ana.Call(new LockNote(note.Id));

        var refusal = await ana.Refused(new UndoChange(locked.ChangeId!.Value));

        Assert.Equal("never_undone", refusal.Code);
        Assert.Contains("a lock stays.", refusal.Message);
    }

    [Fact]
    public async Task An_undo_needs_the_scopes_of_what_it_reverts_and_so_does_its_own_undo()
    {
        var ana = await steward.NewOwner();
        var eve = await steward.NewMember(ana.Tenant, Role.Viewer, "Eve");
        var added = await ana.Call(new AddTask("Pay the rent"));
        var undone = await ana.Call(new UndoChange(added.ChangeId!.Value));
        var again = await ana.Call(new UndoChange(undone.ChangeId!.Value));

        foreach (var change in new[] { added, undone, again })
            Assert.Equal("missing_scope", (await eve.Refused(new UndoChange(change.ChangeId!.Value))).Code);
    }

    [Fact]
    public async Task Who_may_see_a_row_but_not_change_it_does_not_undo_its_changes()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var added = await ana.Call(new AddNote("shared"));
        var renamed = await ana.Call(new RenameNote(((NoteView)added.Result!).Id, "shared too"));
        var removed = await ana.Call(new RemoveNote(((NoteView)added.Result!).Id));

        Assert.Equal("not_allowed", (await ben.Refused(new UndoChange(removed.ChangeId!.Value))).Code);
        await ana.Run(new UndoChange(removed.ChangeId!.Value));
        Assert.Equal("not_allowed", (await ben.Refused(new UndoChange(renamed.ChangeId!.Value))).Code);
        await ana.Run(new UndoChange(renamed.ChangeId!.Value));
        Assert.Equal("not_allowed", (await ben.Refused(new UndoChange(added.ChangeId!.Value))).Code);
    }

    [Fact]
    public async Task An_agent_undoes_its_own_run_only()
    {
        var ana = await steward.NewOwner();
        var (run, other) = (TestSteward.NewId(), TestSteward.NewId());
        var agent = ana.AsAgent("helper", run);
        var own = await agent.Call(new AddTask("One"));
        var persons = await ana.Call(new AddTask("Two"));
        var others = await ana.AsAgent("helper", other).Call(new AddTask("Three"));
        var another = await ana.AsAgent("clerk", run).Call(new AddTask("Four"));

        foreach (var change in new[] { persons, others, another })
            Assert.Equal("not_own_run", (await agent.Refused(new UndoChange(change.ChangeId!.Value))).Code);
        Assert.Equal("not_own_run", (await ana.AsAgent().Refused(new UndoChange(own.ChangeId!.Value))).Code);

        await agent.Run(new UndoChange(own.ChangeId!.Value));
        Assert.Equal(3, (await ana.Run(new ListTasks())).Items.Count);
    }

    [Fact]
    public async Task Whose_images_are_forgotten_is_not_undone()
    {
        var ana = await steward.NewOwner();
        var added = await ana.Call(new AddTask("Pay the rent"));
        await steward.ExecuteAsOwner(
            "UPDATE kernel.change_row SET before = NULL, after = NULL WHERE change_id = $1",
            added.ChangeId!.Value
        );

        Assert.Equal(
            "forgotten",
            Assert.Single(Conflicts(await ana.Refused(new UndoChange(added.ChangeId!.Value)))).Reason
        );
        Assert.Single(await ana.Changes());
    }

    [Fact]
    public async Task What_changed_no_row_and_what_is_not_there_is_not_undone()
    {
        var ana = await steward.NewOwner();

        Assert.Equal(RefusalKind.NotFound, (await ana.Refused(new UndoChange(TestSteward.NewId()))).Kind);
        Assert.Equal(RefusalKind.NotFound, (await ana.Refused(new UndoChanges(RunId: TestSteward.NewId()))).Kind);
    }

    private static IReadOnlyList<UndoConflict> Conflicts(RefusalException refusal)
    {
        Assert.Equal("undo_conflict", refusal.Code);
        return (IReadOnlyList<UndoConflict>)refusal.Params["conflicts"]!;
    }

    private Task<List<object?[]>> Notes(Member member) =>
        steward.QueryAsOwner("SELECT id FROM testing.note WHERE tenant_id = $1", member.Tenant.Value);

    private async Task<object?> Column(Guid note, string column) =>
        (await steward.QueryAsOwner($"SELECT {column} FROM testing.note WHERE id = $1", note))[0][0];
}
