using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Steward.Kernel;

/// <summary>The one guarded door: the only way to run an operation. Read it top to bottom, that is the order of the guards.</summary>
public sealed class Pipeline(
    IServiceScopeFactory scopes,
    Catalogue catalogue,
    Wakeup wakeup,
    ForeignIds foreignIds,
    Identifiers identifiers,
    TimeProvider clock,
    ILogger<Pipeline> log
)
{
    internal const string ChangedMeanwhile = "changed_meanwhile";
    private const int Attempts = 3;

    public async Task<Outcome> Run(OperationRequest request, CancellationToken ct)
    {
        var operation = request.Operation;
        var caller = operation.IsAnonymous ? AsAnonymous(request.Caller) : request.Caller;
        var started = Telemetry.Now();
        using var activity = Telemetry.Start(operation.Name);
        try
        {
            Gate.Check(operation, caller);
            var input = request.Input();
            if (input.Each is { } items)
                return await BulkEach.Run(
                    this,
                    request,
                    items,
                    request.BatchId ?? identifiers.New(clock.GetUtcNow()),
                    ct
                );
            Validation.Check(operation, input.Operation);
            if (caller.TimeZone is { } zone && !Zones.Exists(zone))
                throw RefusalException.Invalid("", "unknown_time_zone", "The request's zone is not an IANA time zone.");

            var outcome = operation.IsCommand
                ? await CommandOrAsk(request, caller, input, ct)
                : await Query(operation, caller, input, ct);
            Telemetry.Operation(operation.Name, Name(caller.Surface), Ended(outcome), started);
            return outcome;
        }
        catch (RefusalException refusal)
        {
            Telemetry.Operation(operation.Name, Name(caller.Surface), Ending.Refused, started);
            Telemetry.Refusal(operation.Name, refusal.Code);
            log.Refused(operation.Name, refusal.Code, (int)refusal.Kind, caller.Kind, caller.Tenant, caller.User);
            if (refusal.Kind is RefusalKind.NotFound)
                foreignIds.Ask(caller, refusal);
            throw;
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            Telemetry.Operation(operation.Name, Name(caller.Surface), Ending.Failed, started);
            throw;
        }
    }

    /// <summary>What a person has to approve was tried out and taken back; the exact call is stored, and the caller told so.</summary>
    private async Task<Outcome> CommandOrAsk(
        OperationRequest request,
        Caller caller,
        GivenInput given,
        CancellationToken ct
    )
    {
        try
        {
            return await Command(request, caller, given, ct);
        }
        catch (ApprovalNeededException needed)
        {
            if (request.Preview)
                throw needed.Refusal(null);
            var stored = await Run(
                new()
                {
                    Operation = catalogue.Of(typeof(StoreApproval)),
                    Caller = Caller.System(caller.Tenant, caller.CorrelationId) with
                    {
                        // So that who can approve it finds it in the journal.
                        User = needed.Call.RequestedBy,
                        Surface = caller.Surface,
                        Agent = caller.Agent,
                        RunId = caller.RunId,
                        ConversationId = caller.ConversationId,
                    },
                    Input = () => new(needed.Call),
                },
                ct
            );
            throw needed.Refusal((StoredApproval)stored.Result!);
        }
    }

    private async Task<Outcome> Command(OperationRequest request, Caller caller, GivenInput given, CancellationToken ct)
    {
        var attempt = 1;
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var transaction = scope.ServiceProvider.GetRequiredService<Transaction>();
            try
            {
                if (await Attempt(transaction, request, caller, given, ct) is { } outcome)
                    return outcome;
                caller = transaction.Caller;
            }
            catch (StaleRowException) when (request.IfVersion is not null)
            {
                throw Stale();
            }
            catch (Exception fault) when (IsRace(fault) && attempt < Attempts)
            {
                log.TriedAgain(request.Operation.Name, attempt++);
            }
            catch (Exception fault) when (IsRace(fault))
            {
                throw RefusalException.Conflict(
                    ChangedMeanwhile,
                    "Others are changing this at the same time. Try again."
                );
            }
        }
    }

    /// <summary>Null: the caller's rights are others than was thought; to be done again with those.</summary>
    private async Task<Outcome?> Attempt(
        Transaction transaction,
        OperationRequest request,
        Caller caller,
        GivenInput given,
        CancellationToken ct
    )
    {
        var operation = request.Operation;
        var step = Telemetry.Now();
        await transaction.Enter(request, caller, given, ct);
        Gate.Check(operation, transaction.Caller);
        step = Telemetry.Step("enter", step);
        if (transaction.FirstAnswer is { } first)
            return first;

        object? result;
        try
        {
            var input = await NameLookup.Resolve(transaction, catalogue, given, ct);
            await Gate.CheckResources(
                transaction.Database,
                transaction.Caller,
                operation,
                input,
                request.IfVersion,
                ct
            );
            if (request.Bulk is { } bulk)
                await transaction.Judge(bulk, null, isOuter: true, ct);
            await transaction.Judge(operation, input, isOuter: true, ct);
            step = Telemetry.Step("resource", step);
            result = await transaction.Handle(operation, input, ct);
            if (!await transaction.Holds(ct))
                return null;
            await transaction.CheckApproval(operation, input, ct);
        }
        catch (RefusalException refusal) when (refusal.AfterCommit || refusal.Kind is not RefusalKind.Unauthenticated)
        {
            if (!await transaction.Holds(ct))
                return null;
            // In a preview too: else it would be a way to try passwords without a trace.
            if (refusal.AfterCommit)
            {
                await transaction.CommitRefused(operation, ct);
                wakeup.Changed(transaction.HasJobs);
            }
            throw;
        }
        step = Telemetry.Step("handle", step);

        if (transaction.IsPreview)
            return await transaction.ShowAndRollBack(operation, result, ct);

        var change = await transaction.Commit(operation, result, ct);
        Telemetry.Step("commit", step);
        if (change is not null || transaction.HasJobs)
            wakeup.Changed(transaction.HasJobs);
        return new() { Result = result, ChangeId = change };
    }

    /// <summary>
    /// No transaction of its own: the door is asked in front of each command, in the same round trip. The caller's rights are
    /// known only then; if the role has changed since the token was made, the query runs again with the role that holds.
    /// </summary>
    private async Task<Outcome> Query(OperationInfo operation, Caller caller, GivenInput given, CancellationToken ct)
    {
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var transaction = scope.ServiceProvider.GetRequiredService<Transaction>();
            transaction.EnterForQuery(caller);
            object? result = null;
            RefusalException? refused = null;
            try
            {
                var input = await NameLookup.Resolve(transaction, catalogue, given, ct);
                await Gate.CheckResources(transaction.Database, caller, operation, input, null, ct);
                result = await transaction.Handle(operation, input, ct);
            }
            catch (RefusalException refusal) when (refusal.Kind is not RefusalKind.Unauthenticated)
            {
                refused = refusal;
            }
            var holds = await transaction.Holds(ct);
            Gate.Check(operation, transaction.Caller);
            if (holds)
                return refused is null ? new() { Result = result } : throw refused;
            caller = transaction.Caller;
        }
    }

    private static bool IsRace(Exception fault) => fault is StaleRowException || DatabaseFault.IsRace(fault);

    private static string Ended(Outcome outcome) =>
        outcome.Replayed ? Ending.Replayed
        : outcome.Preview is not null ? Ending.Previewed
        : Ending.Done;

    private static string Name(Surface surface) =>
        surface switch
        {
            Surface.Rest => "rest",
            Surface.Mcp => "mcp",
            Surface.Cli => "cli",
            Surface.Live => "live",
            Surface.OpenAI => "open_ai",
            _ => "job",
        };

    /// <summary>Without rights; the credential that was shown is kept, so that sign-out knows what to end.</summary>
    private static Caller AsAnonymous(Caller caller) =>
        Caller.Anonymous(caller.Surface, caller.CorrelationId, caller.Address, caller.Client) with
        {
            TimeZone = caller.TimeZone,
            Credential = caller.Credential,
        };

    internal static RefusalException Stale() =>
        new(
            RefusalKind.PreconditionFailed,
            "version_mismatch",
            "It has changed since you read it. Read it again, then decide."
        );
}
