using System.Text.Json;
using Steward.Server.Rest;

namespace Steward.Server.Cli;

/// <summary>One conversation with agents, from a terminal or from a file of lines.</summary>
/// <param name="isTerminal">Somebody types: then there is a prompt.</param>
internal sealed class Talk(ApiClient api, TextReader input, TextWriter output, string? agent, bool isTerminal)
{
    private const string Help =
        "Say what to do. /undo takes back what the last run did, /agent NAME speaks with another agent, /quit ends.";

    private readonly HashSet<Guid> left = [];
    private Guid? run;

    /// <summary>Before each line that is sent; false: it cannot go on.</summary>
    public Func<CancellationToken, Task<bool>> Renew { get; init; } = _ => Task.FromResult(true);

    public async Task<int> Go(CancellationToken ct)
    {
        if (await Conversation(api, output, ct) is not { } conversation)
            return ExitCode.Refused;
        if (isTerminal)
            output.WriteLine(Help);
        var exit = ExitCode.Done;
        while (await Line(ct) is { } line)
        {
            if (line.Length == 0)
                continue;
            if (line is "/quit" or "/exit")
                break;
            if (!await Renew(ct))
                return ExitCode.Refused;
            exit = line switch
            {
                "/undo" => await Undo(ct),
                ['/', 'a', 'g', 'e', 'n', 't', ' ', .. var name] => Choose(name.Trim()),
                ['/', ..] => Tell(Help),
                _ => await Say(conversation, line, ct),
            };
        }
        return exit;
    }

    /// <summary>A new conversation; null: refused, and told so.</summary>
    public static async Task<Guid?> Conversation(ApiClient api, TextWriter errors, CancellationToken ct)
    {
        var begun = await api.Post(RestApi.Root[1..] + "/conversations", new { }, ct);
        if (begun.IsDone)
            return begun.Json.GetProperty("id").GetGuid();
        await errors.WriteLineAsync(begun.Problem());
        return null;
    }

    private async Task<string?> Line(CancellationToken ct)
    {
        if (isTerminal)
            output.Write("> ");
        output.Flush();
        return (await input.ReadLineAsync(ct))?.Trim();
    }

    private async Task<int> Say(Guid conversation, string text, CancellationToken ct)
    {
        var (reader, printer) = (new RunReader(api), new RunPrinter(output, output, isTerminal));
        try
        {
            var refused = await reader.Read(
                $"{RestApi.Root[1..]}/conversations/{conversation}/messages",
                new { text, agent },
                async (name, data) =>
                {
                    if (name is "waiting")
                        return await Decide(printer, data, ct);
                    printer.Print(name, data);
                    return true;
                },
                ct
            );
            printer.EndLine();
            run = reader.Run ?? run;
            if (refused is not null)
                output.WriteLine(refused.Problem());
            return refused is null && printer.State is null or "done" ? ExitCode.Done : ExitCode.Refused;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await reader.Cancel();
            return ExitCode.Refused;
        }
    }

    /// <summary>Whether there is something to wait for: what nobody has decided here goes on without us.</summary>
    private async Task<bool> Decide(RunPrinter printer, JsonElement waiting, CancellationToken ct)
    {
        printer.EndLine();
        var question = new ApprovalQuestion(api, input, output);
        var areDecided = true;
        foreach (var id in waiting.GetProperty("approval_ids").EnumerateArray().Select(id => id.GetGuid()))
            if (left.Contains(id) || !await Renew(ct) || !await question.Ask(id, ct))
            {
                left.Add(id);
                areDecided = false;
            }
        return areDecided;
    }

    private async Task<int> Undo(CancellationToken ct)
    {
        if (run is null)
            return Tell("Nothing has been done here yet.");
        var undone = await api.Post(RestApi.Root[1..] + "/changes/undo", new { run_id = run }, ct);
        if (!undone.IsDone)
        {
            output.WriteLine(undone.Problem());
            return ExitCode.Refused;
        }
        var count = undone.Json.GetProperty("change_ids").GetArrayLength();
        return Tell(count == 1 ? "Taken back: 1 change." : $"Taken back: {count} changes.");
    }

    private int Choose(string name)
    {
        agent = name;
        return ExitCode.Done;
    }

    private int Tell(string text)
    {
        output.WriteLine(text);
        return ExitCode.Done;
    }
}
