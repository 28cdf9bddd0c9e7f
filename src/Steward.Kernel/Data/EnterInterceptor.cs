using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Steward.Kernel;

/// <summary>
/// Puts the call of <c>kernel.enter</c> in front of what the context sends, in the same message. A query's commands run outside an
/// explicit transaction: PostgreSQL takes both as one implicit one, so a guarded read is one round trip. A command's transaction
/// enters with the first that it reads or adds. What is sent so has its parameters by position, which spares Npgsql from parsing
/// the text each time.
/// </summary>
internal sealed partial class EnterInterceptor : DbCommandInterceptor
{
    private const int MostTexts = 10_000;
    private static readonly ConcurrentDictionary<string, Positional> Texts = new();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (EntryOf(eventData) is not { } entry)
            return result;

        var positional = Texts.TryGetValue(command.CommandText, out var known) ? known : Remember(command.CommandText);
        if (!entry.IsReadOnly && !positional.CanFollow)
        {
            await ((StewardDb)eventData.Context!).AskDoor(cancellationToken);
            return result;
        }

        var batch = new NpgsqlBatch((NpgsqlConnection)command.Connection!) { Timeout = command.CommandTimeout };
        batch.BatchCommands.Add(entry.Command());
        batch.BatchCommands.Add(positional.Command(command.Parameters));
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await entry.Read(reader, cancellationToken);
        return InterceptionResult<DbDataReader>.SuppressWithResult(reader);
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (EntryOf(eventData) is not null)
            await ((StewardDb)eventData.Context!).AskDoor(cancellationToken);
        return result;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    ) =>
        EntryOf(eventData) is null
            ? result
            : throw new InvalidOperationException(
                "Commands are asynchronous; a synchronous one would not pass the door."
            );

    private static Entry? EntryOf(CommandEventData data) =>
        data.Context is StewardDb { Door: { IsDue: true } entry } ? entry : null;

    private static Positional Remember(string text)
    {
        var positional = Positional.Of(text);
        if (Texts.Count < MostTexts)
            Texts.TryAdd(text, positional);
        return positional;
    }

    /// <summary>A statement of EF's with <c>$1</c> in place of <c>@name</c>.</summary>
    private sealed record Positional(string Text, IReadOnlyList<string> Names)
    {
        /// <summary>
        /// Whether it can follow the entry in one message: a query, or one INSERT. (Several are no prepared statement, and for an UPDATE
        /// the provider looks for the count of rows at the place of the first.)
        /// </summary>
        public bool CanFollow { get; } =
            (Text.StartsWith("SELECT", StringComparison.Ordinal) || Text.StartsWith("INSERT", StringComparison.Ordinal))
            && !Text.AsSpan().TrimEnd("; \r\n").Contains(';');

        public static Positional Of(string text)
        {
            var names = new List<string>();
            var numbered = Places()
                .Replace(
                    text,
                    place =>
                    {
                        if (place.Groups[1].Value is not { Length: > 0 } name)
                            return place.Value;
                        var index = names.IndexOf(name);
                        if (index < 0)
                        {
                            index = names.Count;
                            names.Add(name);
                        }
                        return $"${index + 1}";
                    }
                );
            return new(numbered, names);
        }

        public NpgsqlBatchCommand Command(DbParameterCollection parameters)
        {
            var given = new DbParameter[parameters.Count];
            for (var i = 0; i < given.Length; i++)
                given[i] = parameters[i];
            parameters.Clear();

            var command = new NpgsqlBatchCommand(Text);
            foreach (var name in Names)
            {
                var parameter = Array.Find(given, p => p.ParameterName.AsSpan().TrimStart('@').SequenceEqual(name))!;
                parameter.ParameterName = "";
                command.Parameters.Add(parameter);
            }
            return command;
        }
    }

    // What stands in quotes, identifiers and constants, is left alone.
    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"]|"")*"|@([A-Za-z_][A-Za-z0-9_]*)""")]
    private static partial Regex Places();
}
