using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Steward.Kernel;

/// <summary>One attempt at one call: who, when, which rows, which events. It ends with the scope.</summary>
internal sealed partial class Transaction(
    StewardDb db,
    Entities entities,
    Walls walls,
    Catalogue catalogue,
    Listeners listeners,
    KnownZones zones,
    Identifiers identifiers,
    TimeProvider clock,
    IServiceProvider services
) : IAsyncDisposable
{
    private const int DeepestCall = 8;

    private readonly Recorder recorder = new(entities);
    private readonly List<Event> events = [];
    private readonly HashSet<Event> heard = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> calls = [];
    private readonly List<StoredJob> jobs = [];
    private readonly List<CommitCall> commitCalls = [];
    private OperationRequest? request;
    private byte[]? requestHash;
    private string? guessedZone;
    private Caller? entered;
    private int depth;
    private bool failed,
        onlyPreview,
        isAwaited;

    public Database Database { get; } = new(db, entities, walls, clock);
    public Caller Caller { get; private set; } = null!;
    public DateTimeOffset Now => Database.Now;

    /// <summary>The caller's zone; who asks before the door has answered gets a guess, and is run again if it was wrong.</summary>
    public string TimeZone
    {
        get
        {
            if ((db.Door?.Admitted ?? Caller).TimeZone is { } zone)
                return zone;
            return db.Door is { Admitted: null } ? guessedZone ??= zones.Guess(Caller) : "Etc/UTC";
        }
    }

    public bool IsPreview => onlyPreview || request?.Preview == true;
    public bool HasJobs => isAwaited || jobs is not [];

    /// <summary>The answer that this idempotency key has got already; null: it is new.</summary>
    public Outcome? FirstAnswer { get; private set; }

    /// <summary>The change that this will be, if it is one.</summary>
    public Guid ChangeId
    {
        get => field == default ? field = NewId() : field;
    }

    public Guid NewId() => identifiers.New(Now);

    public void OnlyPreview() =>
        onlyPreview =
            depth == 1 ? true : throw new InvalidOperationException("Its caller would be taken back with it.");

    public void Wake() => isAwaited = true;

    public void WithCommit(string function, object?[] arguments, Action<IReadOnlyList<object?[]>> then) =>
        commitCalls.Add(new(Database.FunctionCall(Porch.Checked(function), arguments), then));

    public void Called(IEnumerable<string> operations) => calls.AddRange(operations);

    public void Raise(Event happened)
    {
        Database.Stamp();
        events.Add(happened);
    }

    public async Task Enter(OperationRequest call, Caller caller, GivenInput given, CancellationToken ct)
    {
        request = call;
        Caller = caller;
        Replay.Check(call.IdempotencyKey);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        // Each of these would cost round trips or a second look at every row; Save does what is needed, once.
        db.Database.AutoSavepointsEnabled = false;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        // Rows that refer to a deleted one are the handler's to see to, and the database's to insist on.
        db.ChangeTracker.CascadeDeleteTiming = Microsoft.EntityFrameworkCore.ChangeTracking.CascadeTiming.Never;
        await db.Database.BeginTransactionAsync(ct);

        var key = call.Operation.IsAnonymous || call.Preview ? null : call.IdempotencyKey;
        var entry = db.Door = new Entry(caller, isReadOnly: false);
        // Who has the most to do comes in first and by himself; all others with what they read or add first.
        if (
            key is null
            && call.JobId is null
            && call.Operation is { IsAnonymous: false, IsPerson: false, FoundsTenant: false }
        )
            return;
        await using var batch = new NpgsqlBatch(Database.Connection) { BatchCommands = { entry.Command(key) } };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await entry.ReadRow(reader, ct);
        TakeAdmitted();
        if (key is not null)
            FirstAnswer = Replay.Read(reader, call, requestHash = Replay.Hash(call.Operation, given.Operation));
        await reader.CloseAsync();
        if (call.JobId is { } job)
            await StoredJob.Take(Database.Connection, caller.Tenant, job, ct);
    }

    public void EnterForQuery(Caller caller)
    {
        Caller = caller;
        db.Door = new Entry(caller, isReadOnly: true);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
    }

    /// <summary>
    /// From here on the caller is who the door knows; it is asked now if nothing was sent before. False if what has been done was done
    /// with other rights than those that hold, or in another zone: it must be done again.
    /// </summary>
    public async Task<bool> Holds(CancellationToken ct)
    {
        if (entered is not null)
            return true;
        if (db.Door!.Admitted is null)
            await db.AskDoor(ct);
        var claimed = Caller;
        TakeAdmitted();
        var isZone = guessedZone is null || guessedZone == TimeZone;
        return isZone && claimed.Role == Caller.Role && claimed.Scopes == Caller.Scopes;
    }

    private void TakeAdmitted()
    {
        if (Caller.TimeZone is null)
            zones.Learn(db.Door!.Admitted!);
        Caller = entered = db.Door!.Admitted!;
    }

    /// <summary>Runs the handler, saves what it did, and lets the listeners hear of it.</summary>
    public async Task<object?> Handle(OperationInfo operation, IOperation input, CancellationToken ct)
    {
        if (++depth > DeepestCall)
            throw new InvalidOperationException(
                $"{operation.Name}: operations call each other more than {DeepestCall} deep."
            );
        var first = events.Count;
        var context = new OperationContext(this, operation);
        var result = await operation.Handle(services, input, context, ct);
        await Save(ct);
        // What an inner call raised stands behind first, too, but has been heard when that call ended.
        for (var next = first; next < events.Count; next++)
            if (heard.Add(events[next]))
                foreach (var answer in listeners.Hear(events[next], context))
                    await Call(answer, ct);
        depth--;
        return result;
    }

    public async Task<TResult> Call<TResult>(IOperation<TResult> inner, CancellationToken ct) =>
        (TResult)(await Call((IOperation)inner, ct))!;

    public async Task<JsonElement> Call(string name, object input, CancellationToken ct)
    {
        var operation =
            catalogue.Find(name) ?? throw new InvalidOperationException($"No operation is called '{name}'.");
        var given = operation.Parse(JsonSerializer.SerializeToUtf8Bytes(input, Wire.Json));
        var result = await Call(await NameLookup.Resolve(this, catalogue, given, ct), ct);
        return JsonSerializer.SerializeToElement(result, operation.ResultType, Wire.Json);
    }

    public void Enqueue(IOperation later, DateTimeOffset at) =>
        jobs.Add(StoredJob.Of(NewId(), catalogue.Of(later.GetType()), later, Caller, at));

    public async Task Admit(TenantId tenant, UserId user, CancellationToken ct)
    {
        await Database.CallFunction("kernel.admit", [tenant, user], ct);
        Caller = Caller with { Tenant = tenant, User = user };
    }

    /// <summary>Commits what was done before a refusal that must leave a trace. Such a call may be made again with the same key.</summary>
    public async Task CommitRefused(OperationInfo operation, CancellationToken ct)
    {
        requestHash = null;
        failed = false;
        await Save(ct);
        await Commit(operation, null, ct);
    }

    /// <summary>Writes the journal and commits, in one message. Answers with the change's id, or null if nothing happened.</summary>
    public async Task<Guid?> Commit(OperationInfo operation, object? result, CancellationToken ct)
    {
        CheckWhole(operation);
        var rows = recorder.Rows;
        var isChange = (rows.Count > 0 || events.Count > 0) && Caller.Tenant != default;
        Guid? id = isChange ? ChangeId : null;
        await using var batch = new NpgsqlBatch(Database.Connection);
        foreach (var call in commitCalls)
            batch.BatchCommands.Add(call.Command);
        if (id is { } change)
            await JournalWriter.Add(batch, change, this, operation, request!, rows, events, calls, entities, ct);
        foreach (var job in jobs)
            job.Add(batch);
        if (requestHash is not null)
            AddReplay(batch, operation, result, id);
        batch.BatchCommands.Add(new("COMMIT"));
        if (commitCalls is [])
            await DatabaseFault.OrRefuse(batch.ExecuteNonQueryAsync(ct));
        else
            await DatabaseFault.OrRefuse(CommitCall.Execute(batch, commitCalls, ct));
        return id;
    }

    private void AddReplay(NpgsqlBatch batch, OperationInfo operation, object? result, Guid? change)
    {
        // The key is the caller's where he was when he called, though the call may have gone on in a tenant that it made.
        if (entered!.Tenant != Caller.Tenant)
            batch.BatchCommands.Add(
                new("SELECT kernel.admit($1, $2)")
                {
                    Parameters =
                    {
                        new() { Value = entered.Tenant.Value },
                        new() { Value = entered.User.Value },
                    },
                }
            );
        var kept = operation.HasSecretResult ? null : result;
        Replay.Add(batch, entered, request!, requestHash!, kept, operation.ResultType, change, Now);
    }

    public async ValueTask DisposeAsync()
    {
        if (db.Database.CurrentTransaction is { } open)
            await open.DisposeAsync();
        db.Door = null;
    }

    private async Task<object?> Call(IOperation inner, CancellationToken ct)
    {
        var operation = catalogue.Of(inner.GetType());
        Gate.CheckInner(operation, Database.IsReadOnly);
        Gate.Check(operation, Caller);
        Validation.Check(operation, inner);
        await Save(ct);
        await Gate.CheckResources(Database, Caller, operation, inner, null, ct);
        await Judge(operation, inner, isOuter: false, ct);
        if (operation.IsCommand)
            calls.Add(operation.Name);
        try
        {
            return await Handle(operation, inner, ct);
        }
        catch
        {
            failed = true;
            throw;
        }
    }

    /// <summary>A call inside that failed halfway takes all with it, also where a handler has caught its exception.</summary>
    private void CheckWhole(OperationInfo operation)
    {
        if (failed)
            throw new InvalidOperationException($"{operation.Name} went on after a call inside it had failed.");
    }

    public async Task Save(CancellationToken ct, bool letsGo = false)
    {
        if (Database.IsReadOnly)
        {
            if (events is not [] || jobs is not [] || db.ChangeTracker.HasChanges())
                throw new InvalidOperationException("A query changes nothing; make it a command.");
            return;
        }
        Database.Stamp();
        recorder.Capture(db, Database.HasWall ? Caller.Tenant : null);
        if (!letsGo || !await ManyRows.Save(db, ct))
            await db.Save(ct);
    }

    /// <summary>Saves, and lets go of what is saved; the recorder keeps its images.</summary>
    public async Task Flush(CancellationToken ct)
    {
        await Save(ct, letsGo: true);
        Database.LetGo();
    }
}
