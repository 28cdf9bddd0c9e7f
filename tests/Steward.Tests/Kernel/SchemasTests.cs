using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steward.Tests.Kernel;

public sealed class SchemasTests
{
    internal sealed class Sample : Sample<MendFence>
    {
        public override Task<MendFence> Of(World world) => Task.FromResult(new MendFence(TestSteward.NewId(), "wind"));
    }

    private static readonly OperationInfo Mend = OperationInfo.Of(typeof(MendFence), new HashSet<string>());

    [Fact]
    public void The_input_says_what_is_required_and_takes_nothing_else()
    {
        var schema = Schemas.Input(Mend);

        Assert.Equal(["fence_id", "reason"], schema["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("fence_id", """{"type":"string","format":"uuid"}""")]
    [InlineData("reason", """{"type":"string","minLength":1,"maxLength":40,"description":"Why."}""")]
    [InlineData("mender_id", """{"type":["string","null"],"format":"uuid"}""")]
    [InlineData("posts", """{"type":"integer","minimum":1,"maximum":9,"default":2}""")]
    [InlineData("colour", """{"type":"string","enum":["dark_green","white"],"default":"white"}""")]
    [InlineData("owner_colour", """{"type":["string","null"],"enum":["dark_green","white",null]}""")]
    [InlineData("note", """{"type":["string","null"],"maxLength":5}""")]
    [InlineData("by", """{"type":["string","null"],"format":"date-time"}""")]
    [InlineData("on", """{"type":["string","null"],"format":"date"}""")]
    [InlineData("mail", """{"type":["string","null"],"format":"email"}""")]
    [InlineData("helpers", """{"type":["array","null"],"items":{"type":"string","format":"uuid"},"maxItems":3}""")]
    [InlineData("anything", "{}")]
    [InlineData(
        "plank",
        """{"type":["object","null"],"properties":{"length":{"type":"integer","minimum":1,"maximum":300},"wood":{"type":["string","null"],"maxLength":9}},"required":["length"],"additionalProperties":false}"""
    )]
    public void Each_input_is_told_with_type_null_checks_and_default(string name, string expected)
    {
        var schema = Schemas.Input(Mend)["properties"]![name];

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), schema), schema?.ToJsonString());
    }

    [Fact]
    public void What_is_written_is_whole_and_open()
    {
        var schema = Schemas.Output(Mend);

        Assert.Equal(
            """{"type":"object","properties":{"id":{"type":"string","format":"uuid"},"version":{"type":"integer"},"mended_by":{"type":["string","null"],"format":"uuid"},"gate":{"type":["object","null"],"properties":{"is_open":{"type":"boolean"}},"required":["is_open"]}},"required":["id","version","mended_by","gate"]}""",
            schema.ToJsonString()
        );
    }

    [Fact]
    public void Records_stand_among_the_components_once()
    {
        var components = new JsonObject();

        var list = Schemas.Of(typeof(Page<FenceView>), components);

        Assert.Equal(
            "#/components/schemas/FenceView",
            list["properties"]!["items"]!["items"]!["$ref"]!.GetValue<string>()
        );
        Assert.Equal(["FenceView", "Gate"], components.Select(component => component.Key).Order());
        Assert.Equal(
            """{"anyOf":[{"$ref":"#/components/schemas/Gate"},{"type":"null"}]}""",
            components["FenceView"]!["properties"]!["gate"]!.ToJsonString()
        );
    }

    public enum Colour
    {
        DarkGreen,
        White,
    }

    public sealed record Gate(bool IsOpen);

    public sealed record FenceView(Guid Id, long Version, UserId? MendedBy, Gate? Gate);

    public sealed record Plank([property: Range(1, 300)] int Length, [property: MaxLength(9)] string? Wood = null);

    [Operation("mend_fence", null, Route = "PATCH /fences/{fence_id}")]
    public sealed record MendFence(
        Guid FenceId,
        [property: Required, MaxLength(40), Description("Why.")] string Reason,
        UserId? MenderId = null,
        [property: Range(1, 9)] int Posts = 2,
        Colour Colour = Colour.White,
        Colour? OwnerColour = null,
        [property: MaxLength(5)] Optional<string> Note = default,
        DateTimeOffset? By = null,
        Optional<DateOnly?> On = default,
        [property: EmailAddress] string? Mail = null,
        [property: MaxLength(3)] IReadOnlyList<UserId>? Helpers = null,
        JsonElement? Anything = null,
        Plank? Plank = null
    ) : ICommand<FenceView>
    {
        internal sealed class Handler : IHandler<MendFence, FenceView>
        {
            public Task<FenceView> Handle(MendFence operation, OperationContext context, CancellationToken ct) =>
                Task.FromResult(new FenceView(operation.FenceId, 1, operation.MenderId, null));
        }
    }
}
