using System.Data.Common;
using Npgsql;

namespace Steward.Kernel;

/// <summary>
/// What is shown at the door: the call of the database function that sets the tenant for row security and tells, in that same
/// round trip, whether session, key and membership still hold. It travels in front of a query's every command, whose transaction
/// is then read-only, and in front of the first of a command's transaction.
/// </summary>
internal sealed class Entry(Caller caller, bool isReadOnly)
{
    private const string ForQuery =
        "SELECT kernel.enter($1, $2, $3, $4), set_config('transaction_read_only', 'on', true)";

    private const string ForCommand = "SELECT kernel.enter($1, $2, $3, $4)";

    private const string ForCommandWithKey =
        "SELECT entered, key_state, key_hash, key_result, key_change FROM kernel.enter_command($1, $2, $3, $4, $5)";

    /// <summary>The caller as it is now; null until the door has answered.</summary>
    public Caller? Admitted { get; private set; }

    public bool IsReadOnly => isReadOnly;

    /// <summary>Whether it has to stand in front of the next command.</summary>
    public bool IsDue => isReadOnly || Admitted is null;

    /// <param name="key">The idempotency key that is asked for, too.</param>
    public NpgsqlBatchCommand Command(string? key = null)
    {
        if (key is null)
            return Call(isReadOnly ? ForQuery : ForCommand);
        var call = Call(ForCommandWithKey);
        call.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        return call;
    }

    private NpgsqlBatchCommand Call(string text) =>
        new(text)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = Kind(caller) },
                new NpgsqlParameter<Guid> { TypedValue = caller.Tenant.Value },
                new NpgsqlParameter<Guid> { TypedValue = caller.User.Value },
                new NpgsqlParameter<Guid> { TypedValue = caller.Credential.Id },
            },
        };

    /// <summary>Reads the door's answer, then steps to the command's own.</summary>
    public async Task Read(DbDataReader reader, CancellationToken ct)
    {
        try
        {
            await ReadRow(reader, ct);
            await reader.NextResultAsync(ct);
        }
        catch
        {
            await Discard(reader);
            throw;
        }
    }

    // For one who is not let in, the command behind has failed too; that tells nothing more.
    private static async Task Discard(DbDataReader reader)
    {
        try
        {
            await reader.DisposeAsync();
        }
        catch (PostgresException) { }
    }

    /// <summary>Reads the door's answer. Throws when the caller's session, key or membership has ended.</summary>
    public async Task ReadRow(DbDataReader reader, CancellationToken ct)
    {
        await reader.ReadAsync(ct);
        var entered = reader.IsDBNull(0) ? null : reader.GetString(0).Split(' ');
        if (entered is null)
            throw new RefusalException(
                RefusalKind.Unauthenticated,
                "session_ended",
                "This session or key has ended, or you are no longer a member here. Sign in again."
            );
        var now = entered[0] is { Length: > 0 } role ? Enum.Parse<Role>(role) : caller.Role;
        Admitted = caller with
        {
            Role = now,
            TimeZone = caller.TimeZone ?? entered.ElementAtOrDefault(1),
            Scopes = caller.Kind is CallerKind.System ? caller.Scopes : caller.Scopes.Intersect(Scopes.Of(now)),
        };
    }

    /// <summary>The numbers that <c>kernel.enter</c> knows.</summary>
    private static short Kind(Caller caller) =>
        (caller.Kind, caller.Credential.Kind) switch
        {
            (CallerKind.Anonymous, _) => 0,
            (CallerKind.System, _) => 1,
            (_, CredentialKind.Session) => 2,
            (_, CredentialKind.ApiKey) => 3,
            (_, CredentialKind.Job) => 4,
            _ => throw new InvalidOperationException("A caller without a credential does not come in."),
        };
}
