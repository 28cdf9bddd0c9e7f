using System.Text.Json;
using Steward.Server.Rest;

namespace Steward.Server.Cli;

/// <summary>Shows what an agent's call would change, asks the person about it, and decides as she says.</summary>
internal sealed class ApprovalQuestion(ApiClient api, TextReader input, TextWriter output)
{
    private const int LongestValue = 200;

    /// <returns>Whether it is decided; false: it goes on waiting.</returns>
    public async Task<bool> Ask(Guid id, CancellationToken ct)
    {
        while (true)
        {
            var path = $"{RestApi.Root[1..]}/approvals/{id}";
            var answer = await api.Send("GET", path, null, [], ct);
            if (!answer.IsDone)
                return Leave(answer.Problem());
            var approval = answer.Json;
            if (approval.GetProperty("state").GetString() is not "pending")
                return true;
            Show(approval);
            if (api.HasKey)
                return Leave($"An API key decides nothing. {HowTo(id)}");
            if (await Said(ct) is not { } decision)
                return Leave($"It goes on waiting. {HowTo(id)}");
            var hash = approval.GetProperty("preview_hash").GetString();
            var decided = await api.Post(
                path + "/decision",
                decision.Length == 0
                    ? new { decision = "approve", preview_hash = hash }
                    : (object)new { decision = "deny", reason = decision.Trim() is "" ? null : decision.Trim() },
                ct
            );
            if (decided.IsDone)
                return true;
            if (decided.Code is not ("preview_changed" or "already_decided"))
                return Leave($"{decided.Problem()} {HowTo(id)}");
            output.WriteLine(decided.Problem());
        }
    }

    /// <summary>Empty: approved. Else denied, with the reason behind a space. Null: neither.</summary>
    private async Task<string?> Said(CancellationToken ct)
    {
        while (true)
        {
            output.Write("approve, deny [reason], or later? ");
            output.Flush();
            if (await input.ReadLineAsync(ct) is not { } line)
                return null;
            switch (line.Trim().Split(' ', 2))
            {
                case ["approve"]:
                    return "";
                case ["deny"]:
                    return " ";
                case ["deny", var reason]:
                    return " " + reason;
                case ["later"]:
                    return null;
            }
        }
    }

    private bool Leave(string why)
    {
        output.WriteLine(Plain.Clean(why));
        return false;
    }

    public static string HowTo(Guid id) =>
        $"A person who has signed in decides: steward get_approval --approval-id {id} shows it, steward decide_approval --approval-id {id} "
        + "--decision approve --preview-hash HASH does it.";

    private void Show(JsonElement approval)
    {
        var reasons = approval.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString());
        output.WriteLine(
            Plain.Clean(
                $"{approval.GetProperty("operation").GetString()} waits for approval. {string.Join(" ", reasons)}"
            )
        );
        var shown = 0;
        foreach (var row in approval.GetProperty("preview").EnumerateArray())
        {
            shown++;
            var (before, after) = (row.GetProperty("before"), row.GetProperty("after"));
            output.WriteLine(
                $"  {row.GetProperty("kind").GetString()} {row.GetProperty("entity").GetString()}: {Label(before, after) ?? row.GetProperty("id").GetString()}"
            );
            foreach (var (name, was, will) in Fields(before, after))
                output.WriteLine($"    {name}: {Value(was, will)}");
        }
        if (approval.GetProperty("row_count").GetInt32() - shown is > 0 and var more)
            output.WriteLine($"  and {more} rows more");
    }

    /// <summary>What people call the row.</summary>
    private static string? Label(JsonElement before, JsonElement after)
    {
        foreach (var name in (string[])["title", "name", "text"])
            if (Part(before, name) is { ValueKind: JsonValueKind.String } was)
                return Value(was);
            else if (Part(after, name) is { ValueKind: JsonValueKind.String } will)
                return Value(will);
        return null;
    }

    /// <summary>Of a changed row what differs; of another one all that it holds.</summary>
    private static IEnumerable<(string, JsonElement, JsonElement)> Fields(JsonElement before, JsonElement after)
    {
        var whole = after.ValueKind is JsonValueKind.Object ? after : before;
        if (whole.ValueKind is not JsonValueKind.Object)
            yield break;
        foreach (var field in whole.EnumerateObject())
        {
            var (was, will) = (Part(before, field.Name), Part(after, field.Name));
            if (!JsonElement.DeepEquals(was, will))
                yield return (field.Name, was, will);
        }
    }

    private static readonly JsonElement Nothing = JsonElement.Parse("null");

    private static JsonElement Part(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var part) ? part : Nothing;

    private static string Value(JsonElement was, JsonElement will) =>
        was.ValueKind is JsonValueKind.Null ? Value(will)
        : will.ValueKind is JsonValueKind.Null ? Value(was)
        : $"{Value(was)} -> {Value(will)}";

    private static string Value(JsonElement value)
    {
        var text = Plain.Clean(value.ToString()).ReplaceLineEndings(" ");
        return text.Length <= LongestValue ? text : text[..LongestValue] + "...";
    }
}
