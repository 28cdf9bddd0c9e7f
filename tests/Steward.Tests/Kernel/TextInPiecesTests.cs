using System.Text.Json;
using System.Text.Json.Serialization;

namespace Steward.Tests.Kernel;

public sealed class TextInPiecesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8 << 10)]
    [InlineData((8 << 10) + 1)]
    [InlineData(100_000)]
    public void A_text_comes_out_as_it_went_in_also_where_a_character_is_cut_in_two(int length)
    {
        foreach (var unit in new[] { "a", "\"\\\n\u0001", "é中", "\U0001F600", "x\U0001F600" })
        {
            var text = string.Concat(Enumerable.Repeat(unit, length / unit.Length + 1));

            var json = JsonSerializer.Serialize(new File(text), Wire.Json);

            Assert.Equal(text, JsonSerializer.Deserialize<File>(json, Wire.Json)!.Text);
            Assert.Equal(JsonSerializer.Serialize(new { text }, Wire.Json), json);
        }
    }

    private sealed record File([property: JsonConverter(typeof(TextInPieces))] string Text);
}
