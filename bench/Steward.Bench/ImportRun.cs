using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Steward.Bench;

/// <summary>50,000 tasks through the running server: how long it takes, and how much memory the server has taken at most.</summary>
internal static class ImportRun
{
    private const int Tasks = 50_000;
    private const int Port = 18082;

    public static async Task Measure()
    {
        var data = Directory.CreateTempSubdirectory("steward-bench-").FullName;
        try
        {
            await using var server = await ServerUnderTest.Serve(Port, data);
            using var http = new HttpClient { BaseAddress = new(server.Address), Timeout = TimeSpan.FromMinutes(10) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                (await server.SignUp()).Token
            );
            server.Postgres = int.Parse(
                File.ReadLines(Path.Combine(data, "postgres", "postmaster.pid")).First(),
                CultureInfo.InvariantCulture
            );
            // One for the just-in-time compiler.
            var first = await Post(http, "/api/v1/tasks/imports", Text(1000));
            await Post(http, $"/api/v1/changes/{first.Headers.GetValues("Steward-Change-Id").First()}/undo", null);
            Console.WriteLine(
                "| what | seconds | CPU s: server + PostgreSQL | server's peak MB |\n| --- | ---: | ---: | ---: |"
            );
            var file = Text(Tasks);
            var import = await Timed(server, "import CSV", () => Post(http, "/api/v1/tasks/imports", file));
            var change = import.Headers.GetValues("Steward-Change-Id").First();
            await Timed(server, "list its change", () => http.GetAsync("/api/v1/changes"));
            await Timed(server, "undo it", () => Post(http, $"/api/v1/changes/{change}/undo", null));
            await Timed(server, "preview CSV", () => Post(http, "/api/v1/tasks/imports", file, "preview"));
            await Post(http, "/api/v1/tasks/imports", file);
            await Timed(server, "export", () => http.GetAsync("/api/v1/tasks/export"));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<HttpResponseMessage> Timed(
        ServerUnderTest server,
        string what,
        Func<Task<HttpResponseMessage>> call
    )
    {
        var (serverBefore, postgresBefore) = server.ProcessorTime();
        var clock = Stopwatch.StartNew();
        var answer = await call();
        var body = await answer.Content.ReadAsByteArrayAsync();
        var seconds = clock.Elapsed.TotalSeconds;
        var (serverAfter, postgresAfter) = server.ProcessorTime();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} ({body.Length / 1e6:F1} MB answer) | {seconds:F1} | {(serverAfter - serverBefore) / 1e6:F1} + {(postgresAfter - postgresBefore) / 1e6:F1} | {server.PeakMegabytes()} |"
            )
        );
        return answer;
    }

    private static async Task<HttpResponseMessage> Post(
        HttpClient http,
        string path,
        string? file,
        string? prefer = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (file is not null)
            request.Content = JsonContent.Create(new { content = file });
        if (prefer is not null)
            request.Headers.Add("Prefer", prefer);
        var answer = await http.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? answer
            : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    private static string Text(int tasks)
    {
        var file = new StringBuilder("title,notes,project,section,labels,priority,due,status\n");
        for (var i = 0; i < tasks; i++)
            file.Append(
                CultureInfo.InvariantCulture,
                $"Task number {i} of many,\"Something to remember about it, {i * 7919}\",Project {i % 20},Section {i % 4},label {i % 30},{i % 4 + 1},2026-{i % 12 + 1:00}-{i % 28 + 1:00},{(i % 3 == 0 ? "done" : "open")}\n"
            );
        return file.ToString();
    }
}
