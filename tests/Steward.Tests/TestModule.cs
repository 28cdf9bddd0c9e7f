using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Steward.Tests;

/// <summary>A module of the tests' own, for what the product's modules do not do yet: one that calls, listens, sends out.</summary>
public static class TestModule
{
    public const string Schema = """
        CREATE SCHEMA testing;
        GRANT USAGE ON SCHEMA testing TO steward_server;
        CREATE TABLE testing.note (
            tenant_id uuid NOT NULL, id uuid NOT NULL, title text NOT NULL, body text, pin text, reads bigint NOT NULL,
            owner_id uuid NOT NULL, parent_id uuid,
            version bigint NOT NULL, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
            PRIMARY KEY (tenant_id, id),
            UNIQUE (tenant_id, title) DEFERRABLE INITIALLY DEFERRED,
            FOREIGN KEY (tenant_id, parent_id) REFERENCES testing.note (tenant_id, id) DEFERRABLE INITIALLY DEFERRED);
        SELECT kernel.guard('testing.note');
        """;
}

/// <summary>Private to its owner, unless the title begins with "shared".</summary>
internal sealed class Note : TenantEntity
{
    public required string Title { get; set; }
    public string? Body { get; set; }

    [Secret]
    public string? Pin { get; set; }

    [Counter]
    public long Reads { get; set; }
    public required UserId OwnerId { get; init; }
    public Guid? ParentId { get; set; }

    private sealed class Mapping : IEntityTypeConfiguration<Note>
    {
        public void Configure(EntityTypeBuilder<Note> builder)
        {
            builder.ToTable("note", "testing");
            builder
                .HasOne<Note>()
                .WithMany()
                .HasForeignKey(note => new { note.TenantId, note.ParentId })
                .OnDelete(DeleteBehavior.NoAction);
        }
    }
}

internal sealed class NoteAccess : AccessRule<Note>
{
    public override string? ReadScope => Scopes.ReadKnowledge;

    public override System.Linq.Expressions.Expression<Func<Note, bool>> VisibleTo(Caller caller)
    {
        var user = caller.User;
        return note => note.OwnerId == user || note.Title.StartsWith("shared");
    }

    public override bool May(Caller caller, Access access, Note row) =>
        access is Access.Read || row.OwnerId == caller.User;
}

internal sealed class NoteNaming : Naming<Note>
{
    public override string Entity => "note";

    protected override IReadOnlyList<System.Linq.Expressions.Expression<Func<Note, string?>>> Names =>
        [note => note.Title, note => note.Body];
}

public sealed record NoteView(Guid Id, string Title, long Version);

public sealed record NoteAdded(Guid NoteId, string Title) : Event;

public sealed record NoteRenamed(Guid NoteId) : Event;

[Operation("add_note", Scopes.WriteKnowledge, Route = "POST /notes")]
[Description("Adds a note.")]
public sealed record AddNote(
    [property: Required, MaxLength(100)] string Title,
    [property: MaxLength(100)] string? Pin = null,
    [property: Resource("note")] Guid? ParentId = null
) : ICommand<NoteView>
{
    internal sealed class Handler(Repository<Note> notes) : IHandler<AddNote, NoteView>
    {
        public Task<NoteView> Handle(AddNote command, OperationContext context, CancellationToken ct)
        {
            var note = new Note
            {
                Id = context.NewId(),
                Title = command.Title,
                Pin = command.Pin,
                ParentId = command.ParentId,
                OwnerId = context.User,
            };
            notes.Add(context.Tenant, note);
            context.Raise(new NoteAdded(note.Id, note.Title));
            return Task.FromResult(new NoteView(note.Id, note.Title, note.Version));
        }
    }
}

[Operation("rename_note", Scopes.WriteKnowledge, Route = "PATCH /notes/{note_id}")]
[Description("Renames a note.")]
public sealed record RenameNote(
    [property: Resource("note", Access.Write)] Guid NoteId,
    [property: Required, MaxLength(100)] string Title,
    [property: Description("Waits for this signal before it saves.")] bool Slowly = false
) : ICommand<NoteView>
{
    /// <summary>Runs in the middle of a slow renaming; how tests bring two calls to the same row at once.</summary>
    internal static readonly AsyncLocal<Func<Task>?> Meanwhile = new();

    internal sealed class Handler(Repository<Note> notes) : IHandler<RenameNote, NoteView>
    {
        public async Task<NoteView> Handle(RenameNote command, OperationContext context, CancellationToken ct)
        {
            var note = await notes.Get(context.Tenant, command.NoteId, ct);
            if (command.Slowly && Meanwhile.Value is { } meanwhile)
                await meanwhile();
            if (note.Title != command.Title)
            {
                note.Title = command.Title;
                context.Raise(new NoteRenamed(note.Id));
            }
            return new(note.Id, note.Title, note.Version);
        }
    }
}

[Operation("rename_notes", Scopes.WriteKnowledge, Route = "PATCH /notes")]
[Description("Renames many notes at once.")]
public sealed record RenameNotes([property: MaxLength(200)] IReadOnlyList<RenameNote> Notes) : ICommand<Nothing>
{
    internal sealed class Handler : IHandler<RenameNotes, Nothing>
    {
        public async Task<Nothing> Handle(RenameNotes command, OperationContext context, CancellationToken ct)
        {
            foreach (var note in command.Notes)
                await context.Call(note, ct);
            return Nothing.Value;
        }
    }
}

[Operation("read_note", Scopes.ReadKnowledge, Route = "GET /notes/{note_id}")]
[Description("Reads a note.")]
public sealed record ReadNote([property: Resource("note")] Guid NoteId) : IQuery<NoteView>
{
    internal sealed class Handler(Repository<Note> notes) : IHandler<ReadNote, NoteView>
    {
        public async Task<NoteView> Handle(ReadNote query, OperationContext context, CancellationToken ct) =>
            await notes.Get(context.Tenant, query.NoteId, ct) is var note
                ? new(note.Id, note.Title, note.Version)
                : null!;
    }
}

[Operation("remove_note", Scopes.WriteKnowledge, Route = "DELETE /notes/{note_id}", Effect = Effect.Destructive)]
[Description("Removes a note from the table.")]
public sealed record RemoveNote([property: Resource("note", Access.Delete)] Guid NoteId) : ICommand<Nothing>
{
    internal sealed class Handler(Repository<Note> notes) : IHandler<RemoveNote, Nothing>
    {
        public async Task<Nothing> Handle(RemoveNote command, OperationContext context, CancellationToken ct)
        {
            notes.Remove(context.Tenant, await notes.Get(context.Tenant, command.NoteId, ct));
            return Nothing.Value;
        }
    }
}

/// <summary>Calls others: a task of another module by name, a note of its own; fails at the end if asked to.</summary>
[Operation("plan_note", Scopes.WriteKnowledge, Route = "POST /notes/plan")]
[Description("Adds a note and a task for it.")]
public sealed record PlanNote([property: Required, MaxLength(100)] string Title, bool Fail = false) : ICommand<NoteView>
{
    internal sealed class Handler : IHandler<PlanNote, NoteView>
    {
        public async Task<NoteView> Handle(PlanNote command, OperationContext context, CancellationToken ct)
        {
            await context.Call("add_task", new { title = command.Title }, ct);
            var note = await context.Call(new AddNote(command.Title), ct);
            return command.Fail ? throw RefusalException.Conflict("asked_to_fail", "It was asked to fail.") : note;
        }
    }
}

[Operation("follow_note", Scopes.WriteKnowledge, Route = "POST /notes/{note_id}/follower")]
[Description("What a listener does after a note that is called 'chain'.")]
public sealed record FollowNote([property: Resource("note")] Guid NoteId) : ICommand<Nothing>
{
    internal sealed class Handler(Repository<Note> notes) : IHandler<FollowNote, Nothing>
    {
        public Task<Nothing> Handle(FollowNote command, OperationContext context, CancellationToken ct)
        {
            notes.Add(
                context.Tenant,
                new Note
                {
                    Id = context.NewId(),
                    Title = $"after {command.NoteId}",
                    OwnerId = context.User,
                }
            );
            return Task.FromResult(Nothing.Value);
        }
    }
}

internal sealed class ChainListener : IListener<NoteAdded>
{
    public IOperation? Hear(NoteAdded happened, OperationContext context) =>
        happened.Title.StartsWith("chain", StringComparison.Ordinal) ? new FollowNote(happened.NoteId) : null;
}

[Operation("schedule_note", Scopes.WriteKnowledge, Route = "POST /notes/schedule")]
[Description("Adds a note later, by a job.")]
public sealed record ScheduleNote(
    [property: Required, MaxLength(100)] string Title,
    bool Fail = false,
    DateTimeOffset? At = null
) : ICommand<Nothing>
{
    internal sealed class Handler : IHandler<ScheduleNote, Nothing>
    {
        public Task<Nothing> Handle(ScheduleNote command, OperationContext context, CancellationToken ct)
        {
            context.Enqueue(new AddNote(command.Title), command.At);
            return command.Fail
                ? throw RefusalException.Conflict("asked_to_fail", "It was asked to fail.")
                : Task.FromResult(Nothing.Value);
        }
    }
}

[Operation("send_note", Scopes.WriteKnowledge, Route = "POST /notes/{note_id}/sending", Effect = Effect.Outward)]
[Description("Sends a note out of Steward.")]
public sealed record SendNote([property: Resource("note")] Guid NoteId) : ICommand<Nothing>
{
    internal sealed class Handler : IHandler<SendNote, Nothing>
    {
        public Task<Nothing> Handle(SendNote command, OperationContext context, CancellationToken ct) =>
            Task.FromResult(Nothing.Value);
    }
}

[Operation("lock_note", Scopes.WriteKnowledge, Route = "POST /notes/{note_id}/lock", NeverUndone = "a lock stays.")]
[Person, SecretResult]
[Description("Gives a note a secret pin.")]
public sealed record LockNote([property: Resource("note", Access.Write)] Guid NoteId) : ICommand<NotePin>
{
    internal sealed class Handler(Repository<Note> notes) : IHandler<LockNote, NotePin>
    {
        public async Task<NotePin> Handle(LockNote command, OperationContext context, CancellationToken ct)
        {
            var note = await notes.Get(context.Tenant, command.NoteId, ct);
            note.Pin = "pin-" + context.NewId();
            return new(note.Pin);
        }
    }
}

public sealed record NotePin([property: Secret] string Pin);
