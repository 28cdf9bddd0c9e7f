using System.Net.ServerSentEvents;
using System.Text.Json;
using Steward.Server.Rest;

namespace Steward.Server.Cli;

/// <summary>Begins a run and reads what comes of it, from where it was broken off if the connection is.</summary>
internal sealed class RunReader(ApiClient api)
{
    private const int MostBreaks = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The run, once it has begun.</summary>
    public Guid? Run { get; private set; }

    /// <param name="path">Where the message is sent to.</param>
    /// <param name="message">The message.</param>
    /// <param name="heard">Takes an event's name and data; false: enough.</param>
    /// <returns>Why it has not begun; null: it has.</returns>
    public async Task<ApiAnswer?> Read(
        string path,
        object message,
        Func<string, JsonElement, Task<bool>> heard,
        CancellationToken ct
    )
    {
        string? last = null;
        for (var breaks = 0; ; breaks++)
        {
            try
            {
                using var response = Run is null
                    ? await api.Open("POST", path, message, [], ct)
                    : await api.Open("GET", $"{RestApi.Root[1..]}/runs/{Run}/steps", null, From(last), ct);
                if (!response.IsSuccessStatusCode)
                    return await ApiClient.Answer(response, ct);
                await using var stream = await response.Content.ReadAsStreamAsync(ct);
                await foreach (var item in SseParser.Create(stream).EnumerateAsync(ct))
                {
                    var data = JsonElement.Parse(item.Data);
                    last = item.EventId ?? last;
                    if (item.EventType is "run")
                        Run = data.GetProperty("run_id").GetGuid();
                    else if (!await heard(item.EventType, data) || item.EventType is "end" or "refused")
                        return null;
                }
            }
            catch (Exception broken)
                when (Run is not null && breaks < MostBreaks && broken is IOException or HttpRequestException)
            {
                // It goes on there; once more, from where this got to.
            }
            if (Run is null || breaks >= MostBreaks)
                throw new IOException("The answer breaks off.");
            await Task.Delay(Pause, ct);
        }
    }

    /// <summary>Stops the run that is being read.</summary>
    public async Task Cancel()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        if (Run is not null)
            await api.Post($"{RestApi.Root[1..]}/runs/{Run}/cancellation", new { }, limit.Token);
    }

    private static (string, string)[] From(string? last) => last is null ? [] : [("Last-Event-ID", last)];
}
