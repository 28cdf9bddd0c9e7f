using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Steward.Kernel;

/// <summary>One attempt at one call: who, when, which rows, which events. It ends with the scope.</summary>
internal sealed class Transaction(
    StewardDb db,
    Entities entities,
    Walls walls,
    Catalogue catalogue,
    Listeners listeners,
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
    private OperationRequest? request;
    private byte[]? requestHash;
    private Caller entered = null!;
    private int depth;
    private bool failed;

    public Database Database { get; } = new(db, entities, walls, clock);
    public Caller Caller { get; private set; } = null!;
    public DateTimeOffset Now => Database.Now;

    /// <summary>The caller's zone; a query that asks before the door has answered gets a guess, and is run again if it is wrong.</summary>
    public string TimeZone
    {
        get
        {
            var caller = db.Door?.Admitted ?? Caller;
            HasGuessedZone |= caller.TimeZone is null && db.Door is { Admitted: null };
            return caller.TimeZone ?? "Etc/UTC";
        }
    }

    public bool HasGuessedZone { get; private set; }
    public bool IsPreview => request?.Preview == true;
    public bool HasJobs => jobs is not [];

    /// <summary>The answer that this idempotency key has got already; null: it is new.</summary>
    public Outcome? FirstAnswer { get; private set; }

    public Guid NewId() => Identifiers.New(Now);

    public void Called(IEnumerable<string> operations) => calls.AddRange(operations);

    public void Raise(Event happened)
    {
        Database.Stamp();
        events.Add(happened);
    }

    public async Task Enter(OperationRequest call, Caller caller, IOperation input, CancellationToken ct)
    {
        request = call;
        Caller = caller;
        Replay.Check(call.IdempotencyKey);
        db.Door = null;
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        // Each of these would cost round trips or a second look at every row; Save does what is needed, once.
        db.Database.AutoSavepointsEnabled = false;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await db.Database.BeginTransactionAsync(ct);

        var key = call.Operation.IsAnonymous || call.Preview ? null : call.IdempotencyKey;
        var entry = new Entry(caller);
        await using var batch = new NpgsqlBatch(Database.Connection) { BatchCommands = { entry.Command(key) } };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await entry.ReadRow(reader, ct);
        Caller = entered = entry.Admitted!;
        if (key is not null)
            FirstAnswer = Replay.Read(reader, call, requestHash = Replay.Hash(call.Operation, input));
        await reader.CloseAsync();
        if (call.JobId is { } job)
            await StoredJob.Take(Database.Connection, caller.Tenant, job, ct);
    }

    public void EnterForQuery(Caller caller)
    {
        Caller = caller;
        db.Door = new Entry(caller);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
    }

    /// <summary>The caller as the door knows it; asks now if the query had no command of its own.</summary>
    public async Task<Caller> Admitted(CancellationToken ct)
    {
        if (db.Door is not { } entry)
            return Caller;
        if (entry.Admitted is null)
            await Database.AskDoor(ct);
        return entry.Admitted!;
    }

    public async Task CheckResources(OperationInfo operation, IOperation input, long? ifVersion, CancellationToken ct)
    {
        if (ifVersion is not null && operation.Resources is [])
            throw RefusalException.Invalid("", "no_version", $"{operation.Name} is about no row that has a version.");
        foreach (var resource in operation.Resources)
        {
            foreach (var id in resource.Ids(input))
            {
                var entity = entities.Of(resource.Resource!.Entity);
                var row = await entity.LoadVisible(Database, Caller, id, ct);
                if (row is null)
                    throw RefusalException.NotFound(entity.Name, id, resource.Name);
                if (!entity.May(Caller, resource.Resource.Access, row))
                    throw RefusalException.Forbidden(
                        "not_allowed",
                        $"You may see this {entity.Name}, but not do this with it."
                    );
                if (ifVersion is { } version && resource == operation.Resources[0] && row.Version != version)
                    throw Pipeline.Stale();
            }
        }
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
        var result = await Call(operation.Parse(JsonSerializer.SerializeToUtf8Bytes(input, Wire.Json)), ct);
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
        var isChange = (recorder.Rows.Count > 0 || events.Count > 0) && Caller.Tenant != default;
        Guid? id = isChange ? NewId() : null;
        await using var batch = new NpgsqlBatch(Database.Connection);
        if (id is { } change)
            JournalWriter.Add(batch, change, this, operation, request!, recorder.Rows, events, calls, entities);
        foreach (var job in jobs)
            job.Add(batch);
        if (requestHash is not null)
            AddReplay(batch, operation, result, id);
        batch.BatchCommands.Add(new("COMMIT"));
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException fault) when (DatabaseFault.AsRefusal(fault) is { } refusal)
        {
            throw refusal;
        }
        return id;
    }

    private void AddReplay(NpgsqlBatch batch, OperationInfo operation, object? result, Guid? change)
    {
        // The key is the caller's where he was when he called, though the call may have gone on in a tenant that it made.
        if (entered.Tenant != Caller.Tenant)
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

    public async Task<Outcome> ShowAndRollBack(OperationInfo operation, object? result, CancellationToken ct)
    {
        CheckWhole(operation);
        try
        {
            // Deferred constraints speak up at commit only; a preview must hear them too.
            await using var check = new NpgsqlCommand("SET CONSTRAINTS ALL IMMEDIATE", Database.Connection);
            await check.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException fault) when (DatabaseFault.AsRefusal(fault) is { } refusal)
        {
            throw refusal;
        }
        await db.Database.RollbackTransactionAsync(ct);
        var shown = operation.HasSecretResult
            ? JsonSerializer.SerializeToElement(result, operation.ResultType, Wire.Shown)
            : result;
        return new() { Result = shown, Preview = [.. recorder.Rows] };
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
        if (operation.IsCommand && db.Door is not null)
            throw new InvalidOperationException($"A query may not call the command {operation.Name}.");
        Gate.Check(operation, Caller);
        Validation.Check(operation, inner);
        await Save(ct);
        await CheckResources(operation, inner, null, ct);
        Gate.CheckApproval(operation, Caller);
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

    public async Task Save(CancellationToken ct)
    {
        if (db.Door is not null)
        {
            if (events is not [] || jobs is not [] || db.ChangeTracker.HasChanges())
                throw new InvalidOperationException("A query changes nothing; make it a command.");
            return;
        }
        Database.Stamp();
        recorder.Capture(db, Database.HasWall ? Caller.Tenant : null);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException stale)
        {
            throw new StaleRowException(stale);
        }
        catch (DbUpdateException fault) when (DatabaseFault.AsRefusal(fault) is { } refusal)
        {
            throw refusal;
        }
    }
}
