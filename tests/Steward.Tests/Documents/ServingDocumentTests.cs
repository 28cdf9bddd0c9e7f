using System.Text.Json.Nodes;
using Steward.Tests.Assistant;
using Steward.Tests.Rest;

namespace Steward.Tests.Documents;

/// <summary>What docs/serving.md shows of <c>/v1</c> (<c>http</c> blocks) is sent and answered so; what is shown of an answer is a part of it.</summary>
public sealed class ServingDocumentTests(TestSteward steward)
{
    [Fact]
    public async Task Requests_are_answered_as_it_shows()
    {
        await using var stage = await ServingStage.Of(steward);
        stage.Model.Then(
            Assistant.Turn.Calls(("add_task", """{"title": "Pay the rent"}""")),
            Assistant.Turn.Text("I have added it.")
        );
        using var client = stage.Host.As(stage.Ana);
        var (given, count) = ("", 0);
        foreach (
            var line in Document.Of("docs/serving.md").Code("http").SelectMany(block => block.TrimEnd().Split('\n'))
        )
            switch (line.Split(' ', 4))
            {
                case [">", var method, var path, .. var body]:
                    using (var response = await client.Send(method, path[1..], body is [var json] ? json : null))
                        given = $"{(int)response.StatusCode} {await response.Body()}";
                    count++;
                    break;
                case ["<", var status, ..]:
                    Assert.StartsWith(status + " ", given, StringComparison.Ordinal);
                    TranscriptTests.AssertPart(JsonNode.Parse(line[6..]), JsonNode.Parse(given[4..]), line);
                    break;
            }
        Assert.True(count > 3);
    }
}
