using System.Net.Http.Json;
using System.Text.Json;

namespace Steward.EndToEnd;

/// <summary>One task's writes, in their order, as its client knows them: added, noted, completed.</summary>
internal sealed class WrittenTask
{
    private readonly Guid id = Guid.CreateVersion7();
    private int answered;
    private bool isChecked;

    public int Writes { get; } = 3;
    public bool IsDone => answered == Writes;
    public bool IsOpen => !IsDone || !isChecked;

    /// <summary>Sends the next write; false if the server is gone before it has answered.</summary>
    public async Task<bool> Write(HttpClient client)
    {
        using var request = Next();
        request.Headers.Add("Idempotency-Key", $"{id}-{answered}");
        try
        {
            using var answer = await client.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, body);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            return false;
        }
        answered++;
        return true;
    }

    /// <summary>What was answered is there; of the write that was not answered, all or nothing.</summary>
    public async Task Check(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri($"api/v1/tasks/{id}", UriKind.Relative));
        if (answered == 0 && answer.StatusCode is System.Net.HttpStatusCode.NotFound)
            return;
        Assert.True(answer.IsSuccessStatusCode, $"Answered, but lost: {id}");
        var task = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var there = (int)task.GetProperty("version").GetInt64();
        Assert.InRange(there, answered, Math.Min(answered + 1, Writes));
        Assert.Equal(
            (there >= 2 ? "Noted" : null, there >= 3 ? "done" : "todo"),
            (task.GetProperty("notes").GetString(), task.GetProperty("status").GetString())
        );
        isChecked = IsDone;
    }

    private HttpRequestMessage Next() =>
        answered switch
        {
            0 => new(HttpMethod.Post, "api/v1/tasks")
            {
                Content = JsonContent.Create(new { id, title = $"Task {id}" }),
            },
            1 => new(HttpMethod.Patch, $"api/v1/tasks/{id}") { Content = JsonContent.Create(new { notes = "Noted" }) },
            _ => new(HttpMethod.Post, $"api/v1/tasks/{id}/completion"),
        };
}
