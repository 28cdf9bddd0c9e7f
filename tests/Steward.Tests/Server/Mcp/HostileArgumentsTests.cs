using System.Text.Json;

namespace Steward.Tests.Server.Mcp;

public sealed class HostileArgumentsTests(TestSteward steward)
{
    private static readonly string[] Odd =
    [
        "null",
        "true",
        "-1",
        "1e400",
        "99999999999999999999",
        "\"\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"' OR 1=1; --\"",
        "\"0001-01-01\"",
        "\"9999-12-31T23:59:59.9999999+14:00\"",
        "[]",
        "[null]",
        "{}",
        "{\"a\":{\"b\":[1]}}",
        $"\"{new string('x', 50_000)}\"",
        $"{new string('[', 40)}{new string(']', 40)}",
    ];

    [Fact]
    public async Task Whatever_stands_in_an_argument_is_answered_or_refused_and_fails_nothing()
    {
        await using var mcp = await McpHost.Start(steward);
        var ana = await steward.NewOwner();
        var names = steward
            .Catalogue.All.Where(operation => operation.Type.Assembly != typeof(TestModule).Assembly)
            .SelectMany(operation => operation.Inputs.Select(input => (operation.Name, Input: input.Name)))
            .Concat([
                ("run_operation", "name"),
                ("run_operation", "input"),
                ("find_operations", "limit"),
                ("add_task", "if_version"),
            ]);

        foreach (var (tool, input) in names)
        foreach (var value in Odd)
        {
            var arguments = $$"""{"{{input}}":{{value}}}""";
            using var response = await mcp.PostRaw(
                ana,
                $$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{tool}}","arguments":{{arguments}} } }"""
            );
            var body = await response.Content.ReadAsStringAsync();

            Assert.True(
                (int)response.StatusCode is 200 or 400,
                $"{tool} {input} {Short(value)}: {(int)response.StatusCode}"
            );
            Assert.DoesNotContain("-32603", body);
            using var _ = JsonDocument.Parse(body);
        }
    }

    private static string Short(string text) => text[..Math.Min(text.Length, 60)];
}
