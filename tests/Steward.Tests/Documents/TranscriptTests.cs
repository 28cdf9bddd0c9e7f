using System.Text.Json.Nodes;
using Steward.Tests.EveryOperation;
using Steward.Tests.Server.Mcp;

namespace Steward.Tests.Documents;

/// <summary>
/// The conversations with tools that the pages show (<c>mcp</c> blocks) happen as they stand there: in a household of Ana and Ben, each
/// page in one of its own, from top to bottom. What is shown of an answer is a part of it, and a text that ends with "..." its beginning.
/// After "Ana>" stands what she does herself. A text "$name" in an answer is whatever stands there, and the same wherever it is given later.
/// </summary>
public sealed class TranscriptTests(TestSteward steward)
{
    public static TheoryData<string> Pages =>
        [.. Document.All.Where(page => page.Code("mcp").Any()).Select(page => page.Path)];

    [Theory, MemberData(nameof(Pages))]
    public async Task A_conversation_happens_as_it_is_shown(string page)
    {
        await using var mcp = await McpHost.Start(steward);
        var ana = await steward.NewOwner();
        await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        JsonNode? answer = null;
        var known = new Dictionary<string, JsonNode?>();

        foreach (var line in Document.Of(page).Code("mcp").SelectMany(block => block.TrimEnd().Split('\n')))
            switch (line.Split(' ', 3))
            {
                case [">", var tool, var arguments]:
                    answer = await mcp.Call(ana, tool, Given(arguments, known));
                    break;
                case ["Ana>", var operation, var input]:
                    answer = JsonNode.Parse(Answer.Json((await ana.Call(operation, Given(input, known))).Result));
                    break;
                case ["<", ..]:
                    AssertPart(JsonNode.Parse(line[2..]), answer, line, known);
                    break;
                default:
                    Assert.Fail($"Neither a call nor an answer: {line}");
                    break;
            }
    }

    [Fact]
    public void Another_answer_than_the_shown_one_is_noticed()
    {
        foreach (
            var (shown, given) in new[]
            {
                ("""{"a": 1}""", """{"a": 2}"""),
                ("""{"a": 1}""", """{"b": 1}"""),
                ("""{"a": [1]}""", """{"a": [1, 2]}"""),
                ("""{"a": "b..."}""", """{"a": "ab"}"""),
                ("""{"a": null}""", """{"a": 1}"""),
            }
        )
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
                AssertPart(JsonNode.Parse(shown), JsonNode.Parse(given), "")
            );
        AssertPart(
            JsonNode.Parse("""{"a": "b...", "c": [{"d": 1}]}"""),
            JsonNode.Parse("""{"a": "bc", "c": [{"d": 1, "e": 2}]}"""),
            ""
        );
    }

    private static JsonNode Given(string json, Dictionary<string, JsonNode?> known) =>
        JsonNode.Parse(
            known.Aggregate(
                json,
                (text, one) => text.Replace($"\"{one.Key}\"", one.Value?.ToJsonString(), StringComparison.Ordinal)
            )
        )!;

    internal static void AssertPart(
        JsonNode? shown,
        JsonNode? given,
        string line,
        Dictionary<string, JsonNode?>? known = null
    )
    {
        switch (shown)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    Assert.True(given is JsonObject of && of.ContainsKey(name), $"{line}\nNo {name} in {given}");
                    AssertPart(value, given[name], line, known);
                }
                break;
            case JsonArray items:
                Assert.True(given is JsonArray many && many.Count == items.Count, $"{line}\nGiven: {given}");
                for (var i = 0; i < items.Count; i++)
                    AssertPart(items[i], given[i], line, known);
                break;
            case JsonValue text when text.ToString() is var part && part.EndsWith("...", StringComparison.Ordinal):
                Assert.StartsWith(part[..^3], given?.ToString(), StringComparison.Ordinal);
                break;
            case JsonValue name when known is not null && name.ToString() is ['$', _, ..] key:
                known[key] = given?.DeepClone();
                break;
            default:
                Assert.True(JsonNode.DeepEquals(shown, given), $"{line}\nShown: {shown}\nGiven: {given}");
                break;
        }
    }
}
