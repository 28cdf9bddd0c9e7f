using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Steward.EndToEnd.EmbeddedPostgres;
using Steward.EndToEnd.Server;
using Steward.Server.EmbeddedPostgres;

namespace Steward.EndToEnd;

/// <summary>What the server has answered is there, once and whole, however often it is killed in the middle of its work.</summary>
[Trait("Category", "Slow")]
public sealed class DurabilityTests
{
    private const int Kills = 20;
    private const int Clients = 6;

    [Fact]
    public async Task Every_answered_write_survives_kill_9_and_none_is_there_twice()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(20);
        var tasks = new List<WrittenTask>();
        AuthenticationHeaderValue? ana = null;

        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var steward = await RunningSteward.Start(folder.Path, Household.NoLimits);
            if (ana is null)
                await Household.SignUp(steward.Client);
            ana = steward.Client.DefaultRequestHeaders.Authorization ??= ana;
            await CheckAndFinish(steward.Client, tasks.Where(task => task.IsOpen));
            // Every other time PostgreSQL dies the same way, and has to recover from its log.
            Func<int[]> victims =
                kill % 2 == 0 ? () => [steward.Id, .. PostgresHost.Running(folder.Path)] : () => [steward.Id];
            tasks.AddRange(await WriteUntilKilled(steward, random.Next(40, 200), victims));
        }

        await using (var steward = await RunningSteward.Start(folder.Path, Household.NoLimits))
        {
            steward.Client.DefaultRequestHeaders.Authorization = ana;
            await CheckAndFinish(steward.Client, tasks);
            Assert.Equal(tasks.Count, await Count(steward.Client));
        }
        await CheckJournal(folder.Path, tasks.Sum(task => task.Writes));
        Assert.True(tasks.Count >= Kills * 20, $"Only {tasks.Count} tasks were written.");
    }

    private static async Task<IEnumerable<WrittenTask>> WriteUntilKilled(
        RunningSteward steward,
        int answers,
        Func<int[]> victims
    )
    {
        var left = answers;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(Write)).ToList();
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(30));

        foreach (var victim in victims())
            _ = Posix.Kill(victim, Posix.KillNow);
        await steward.Ended();

        return (await Task.WhenAll(clients)).SelectMany(written => written);

        async Task<List<WrittenTask>> Write()
        {
            var written = new List<WrittenTask>();
            while (true)
            {
                var task = new WrittenTask();
                written.Add(task);
                while (!task.IsDone)
                {
                    if (!await task.Write(steward.Client))
                        return written;
                    if (Interlocked.Decrement(ref left) == 0)
                        enough.SetResult();
                }
            }
        }
    }

    /// <summary>Answered writes are there; the one that was not answered is asked for again, with the same key.</summary>
    private static async Task CheckAndFinish(HttpClient client, IEnumerable<WrittenTask> tasks)
    {
        foreach (var task in tasks.ToList())
        {
            await task.Check(client);
            while (!task.IsDone)
                Assert.True(await task.Write(client), "The server is gone.");
            await task.Check(client);
        }
    }

    private static async Task<int> Count(HttpClient client)
    {
        var (count, next) = (0, "");
        while (true)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"api/v1/tasks?limit=200{next}");
            count += page.GetProperty("items").GetArrayLength();
            if (page.GetProperty("next_cursor").GetString() is not { } cursor)
                return count;
            next = $"&cursor={cursor}";
        }
    }

    /// <summary>Nothing half: each change has its rows, each row its changes, and the last image is the row.</summary>
    private static async Task CheckJournal(string folder, int writes)
    {
        using var host = new PostgresHost(false, "serve", folder);
        await using var source = NpgsqlDataSource.Create(await host.ConnectionString());
        await using var command = source.CreateCommand(
            """
            SELECT
                (SELECT count(*) FROM kernel.change c WHERE operation LIKE '%_task'),
                (SELECT count(*) FROM kernel.change_row WHERE entity = 'task'),
                (SELECT count(*) FROM kernel.change c WHERE operation LIKE '%_task'
                    AND 1 <> (SELECT count(*) FROM kernel.change_row r WHERE r.tenant_id = c.tenant_id AND r.change_id = c.id)),
                (SELECT count(*) FROM kernel.change_row r
                    WHERE NOT EXISTS (SELECT FROM kernel.change c WHERE c.tenant_id = r.tenant_id AND c.id = r.change_id)),
                (SELECT count(*) FROM kernel.change_row r WHERE entity = 'task'
                    AND NOT EXISTS (SELECT FROM tasks.task t WHERE t.tenant_id = r.tenant_id AND t.id = r.row_id)),
                (SELECT count(*) FROM tasks.task t WHERE NOT EXISTS (
                    SELECT FROM kernel.change_row r WHERE r.tenant_id = t.tenant_id AND r.row_id = t.id
                        AND (r.after->>'version')::bigint = t.version AND r.after->>'title' = t.title
                        AND r.after->>'notes' IS NOT DISTINCT FROM t.notes
                        AND replace(r.after->>'status', '_', '') = lower(t.status)))
            """
        );
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        Assert.Equal(
            [writes, writes, 0, 0, 0, 0],
            Enumerable.Range(0, reader.FieldCount).Select(i => (int)reader.GetInt64(i))
        );
        await reader.CloseAsync();
        Assert.Equal(0, await host.Ended());
    }
}
