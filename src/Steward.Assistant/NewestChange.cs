using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steward.Assistant;

/// <summary>The caller's newest change that was said and not taken back since.</summary>
internal static class NewestChange
{
    private const int Looked = 200;

    public static async Task<JsonNode?> Find(OperationContext context, CancellationToken ct)
    {
        var page = await context.Call("list_changes", new { user_id = context.User, limit = Looked }, ct);
        var undone = new HashSet<string?>();
        foreach (var change in page.GetProperty("items").EnumerateArray())
        {
            var undoes = change.GetProperty("undoes").EnumerateArray().Select(id => id.GetString()).ToList();
            if (undone.Contains(change.GetProperty("id").GetString()))
                continue;
            undone.UnionWith(undoes);
            if (undoes is [] && change.GetProperty("operation").ValueEquals("say"))
                return JsonNode.Parse(change.GetRawText());
        }
        return null;
    }
}
