using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Steward.Kernel;

/// <summary>
/// A query's commands run outside an explicit transaction, each with the call of <c>kernel.enter</c> in front of it in the same
/// message: PostgreSQL takes both as one implicit transaction, so a guarded read is one round trip.
/// </summary>
internal sealed class EnterInterceptor : DbCommandInterceptor
{
    private static readonly ConcurrentDictionary<string, string> Texts = new();

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (EntryOf(command, eventData) is { } entry)
        {
            command.CommandText =
                Texts.Count < 10_000
                    ? Texts.GetOrAdd(command.CommandText, static text => $"{Entry.Call};\n{text}")
                    : $"{Entry.Call};\n{command.CommandText}";
            entry.AddParameters(command.Parameters);
        }
        return ValueTask.FromResult(result);
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        if (EntryOf(command, eventData) is not { } entry)
            return result;
        try
        {
            await entry.Read(result, cancellationToken);
            return result;
        }
        catch
        {
            await result.DisposeAsync();
            throw;
        }
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    ) =>
        EntryOf(command, eventData) is null
            ? result
            : throw new InvalidOperationException(
                "Queries are asynchronous; a synchronous one would not pass the door."
            );

    private static Entry? EntryOf(DbCommand command, CommandEventData data) =>
        command.Transaction is null ? (data.Context as StewardDb)?.Door : null;
}
