using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Steward.Server.Rest;

namespace Steward.Server.OpenAI;

/// <param name="Id">The answer's.</param>
/// <param name="Created">In seconds since 1970.</param>
internal sealed record ChatHead(string Id, long Created, string Model);

internal readonly record struct ChatUsage(long PromptTokens, long CompletionTokens)
{
    public long TotalTokens => PromptTokens + CompletionTokens;
}

/// <summary>How an answer leaves: whole, or in pieces.</summary>
internal interface IChatAnswer
{
    /// <param name="step">What belongs together has the same number.</param>
    /// <param name="text">More of it.</param>
    Task Say(int step, string text);

    /// <summary>What was said in that step does not count.</summary>
    Task TakeBack(int step);

    /// <summary>It goes on, and there is nothing to say.</summary>
    Task Wait();

    Task End(ChatUsage usage);
    Task Fail(OpenAIError error);
}

internal sealed class WholeAnswer(HttpContext http, ChatHead head) : IChatAnswer
{
    private readonly SortedDictionary<int, StringBuilder> said = [];

    public Task Say(int step, string text)
    {
        if (!said.TryGetValue(step, out var part))
            said[step] = part = new();
        part.Append(text);
        return Task.CompletedTask;
    }

    public Task TakeBack(int step)
    {
        said.Remove(step);
        return Task.CompletedTask;
    }

    public Task Wait() => Task.CompletedTask;

    public Task End(ChatUsage usage)
    {
        http.Response.ContentType = "application/json";
        var answer = new
        {
            head.Id,
            Object = "chat.completion",
            head.Created,
            head.Model,
            Choices = new[]
            {
                new
                {
                    Index = 0,
                    Message = new
                    {
                        Role = "assistant",
                        Content = string.Join("\n\n", said.Values),
                        Refusal = (string?)null,
                    },
                    Logprobs = (object?)null,
                    FinishReason = "stop",
                },
            },
            Usage = usage,
        };
        return http.Response.WriteAsync(JsonSerializer.Serialize(answer, Wire.Json), http.RequestAborted);
    }

    public Task Fail(OpenAIError error) => error.Write(http);
}

/// <summary>Begins with the first words, so that what fails before them fails with its status.</summary>
internal sealed class StreamedAnswer(HttpContext http, ChatHead head, bool withUsage) : IChatAnswer
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private long written = Stopwatch.GetTimestamp();
    private bool isOpen;
    private int? last;

    public async Task Say(int step, string text)
    {
        if (last is not null && last != step)
            text = "\n\n" + text;
        last = step;
        await Chunk(new { Content = text });
    }

    public Task TakeBack(int step) =>
        last == step ? Chunk(new { Content = "\n\n(The model broke off here, and begins anew.)" }) : Task.CompletedTask;

    public async Task Wait()
    {
        if (Stopwatch.GetElapsedTime(written) < Heartbeat)
            return;
        await Open();
        await Write(": still there\n\n");
    }

    public async Task End(ChatUsage usage)
    {
        await Chunk(new { }, "stop");
        if (withUsage)
            await Event([], usage);
        await Write("data: [DONE]\n\n");
    }

    public Task Fail(OpenAIError error) => isOpen ? Write($"data: {error.Json}\n\n") : error.Write(http);

    private async Task Open()
    {
        if (isOpen)
            return;
        isOpen = true;
        RunStream.Open(http, StatusCodes.Status200OK);
        await Chunk(new { Role = "assistant", Content = "" });
    }

    private async Task Chunk(object delta, string? finish = null)
    {
        await Open();
        await Event([
            new
            {
                Index = 0,
                Delta = delta,
                Logprobs = (object?)null,
                FinishReason = finish,
            },
        ]);
    }

    private Task Event(object[] choices, ChatUsage? usage = null)
    {
        var chunk = new Dictionary<string, object?>
        {
            ["id"] = head.Id,
            ["object"] = "chat.completion.chunk",
            ["created"] = head.Created,
            ["model"] = head.Model,
            ["choices"] = choices,
        };
        if (withUsage)
            chunk["usage"] = usage;
        return Write($"data: {JsonSerializer.Serialize(chunk, Wire.Json)}\n\n");
    }

    private async Task Write(string text)
    {
        written = Stopwatch.GetTimestamp();
        await http.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text), http.RequestAborted);
    }
}
