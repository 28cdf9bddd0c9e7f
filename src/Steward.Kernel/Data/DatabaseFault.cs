using Npgsql;

namespace Steward.Kernel;

/// <summary>Which faults of the database are the caller's to mend, and which mean: try again.</summary>
internal static class DatabaseFault
{
    public static bool IsRace(Exception fault) =>
        Of(fault)?.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    public static RefusalException? AsRefusal(Exception fault) => Of(fault) is { } told ? AsRefusal(told) : null;

    private static RefusalException? AsRefusal(PostgresException fault) =>
        fault.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation => RefusalException.Conflict(
                "already_exists",
                "There is one like this already. Read it, or choose another id or name."
            ),
            PostgresErrorCodes.ForeignKeyViolation => RefusalException.Conflict(
                "has_dependents",
                "Others depend on this, or what it needs is gone. Look at what refers to it first."
            ),
            // Raised by our own triggers alone, with a sentence for people.
            PostgresErrorCodes.RestrictViolation => RefusalException.Conflict("out_of_place", fault.MessageText),
            _ => null,
        };

    /// <summary>Waits for a statement, whose fault may be the caller's.</summary>
    public static async Task OrRefuse(Task<int> statement)
    {
        try
        {
            await statement;
        }
        catch (PostgresException fault) when (AsRefusal(fault) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>EF Core wraps it once or twice.</summary>
    private static PostgresException? Of(Exception? fault)
    {
        while (fault is not (null or PostgresException))
            fault = fault.InnerException;
        return fault as PostgresException;
    }
}
