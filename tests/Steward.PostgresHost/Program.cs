using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Steward.Server.EmbeddedPostgres;

// A process that tests may kill or run as another user:
//   serve DATA [MAJOR]    starts PostgreSQL, prints the owner's connection string, stops when its input ends
//   connect STRING [SQL]  says whether this user is let in
try
{
    if (args is ["connect", var connectionString, .. var sql])
        await Connect(connectionString, sql);
    else
        await Serve(args[1], args.Length > 2 ? int.Parse(args[2], null) : PostgresCluster.MajorIn(args[1]));
    return 0;
}
catch (Exception error) when (error is EmbeddedPostgresException or NpgsqlException)
{
    Console.WriteLine(error.Message);
    return 1;
}

static async Task Serve(string folder, int? major)
{
    var binaries = await PostgresBinaries.Find(null, major, CancellationToken.None);
    await using var postgres = await PostgresServer.Start(
        binaries,
        folder,
        NullLogger.Instance,
        CancellationToken.None
    );
    Console.WriteLine(postgres.OwnerConnectionString);
    await Console.In.ReadToEndAsync();
}
static async Task Connect(string connectionString, string[] sql)
{
    await using var source = NpgsqlDataSource.Create(connectionString);
    await using var command = source.CreateCommand(sql is [var text] ? text : "SELECT 1");
    await command.ExecuteNonQueryAsync();
}
