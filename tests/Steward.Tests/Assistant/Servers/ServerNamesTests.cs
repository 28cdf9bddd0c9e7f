using System.Text.Json;
using Steward.Assistant;

namespace Steward.Tests.Assistant;

public sealed class ServerNamesTests
{
    [Theory]
    [InlineData("notes", "add_note", "mcp__notes__add_note")]
    [InlineData("a-b", "x-y", "mcp__a-b__x-y")]
    public void A_tool_is_called_by_its_servers_name_and_its_own(string server, string tool, string listed) =>
        Assert.Equal(listed, ServerNames.Listed(server, tool));

    [Fact]
    public void What_models_would_not_take_is_told_apart_all_the_same()
    {
        string[] tools = ["a.b", "a/b", "a:b", new('x', 100), new string('x', 100) + "y"];

        var listed = tools.Select(tool => ServerNames.Listed("notes", tool)).ToList();

        Assert.Equal(tools.Length, listed.Distinct().Count());
        Assert.All(listed, name => Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", name));
    }

    [Fact]
    public void A_definition_is_the_same_in_whatever_order_it_is_written()
    {
        var one = Of("""{"type": "object", "properties": {"a": {"type": "string"}, "b": {}}}""");
        var other = Of("""{"properties": {"b": {}, "a": {"type": "string"}}, "type": "object"}""");

        Assert.Equal(one!.Hash, other!.Hash);
        Assert.NotEqual(one.Hash, Of("""{"type": "object"}""")!.Hash);
        Assert.NotEqual(
            one.Hash,
            Of("""{"properties": {"b": {}, "a": {"type": "string"}}, "type": "object"}""", "Other.")!.Hash
        );
    }

    [Fact]
    public void What_comes_from_outside_is_bounded_and_its_hash_knows_all_of_it()
    {
        var long1 = Of("{}", new string('x', 50_000) + "1");
        var long2 = Of("{}", new string('x', 50_000) + "2");

        Assert.InRange(long1!.Text.Length, 1, 6000);
        var middle1 = Of("{}", new string('x', 50_000) + "1" + new string('x', 50_000))!;
        var middle2 = Of("{}", new string('x', 50_000) + "2" + new string('x', 50_000))!;
        Assert.Equal(middle1.Text, middle2.Text);
        Assert.NotEqual(middle1.Hash, middle2.Hash);
        Assert.NotEqual(long1.Hash, long2!.Hash);
        Assert.Null(Of($$"""{"description": "{{new string('x', 20_000)}}"}"""));
        Assert.Null(ToolDefinition.Of("with blank", null, null, JsonElement.Parse("{}"), null));
        Assert.Null(ToolDefinition.Of("x", null, null, JsonElement.Parse("[]"), null));
    }

    private static ToolDefinition? Of(string schema, string description = "What it does.") =>
        ToolDefinition.Of("tool", null, description, JsonElement.Parse(schema), null);
}
