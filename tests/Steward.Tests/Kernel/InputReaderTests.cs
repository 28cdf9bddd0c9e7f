using System.Text;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class InputReaderTests
{
    private static readonly Catalogue Catalogue = new(new Modules(TestSteward.Modules));

    [Theory]
    [InlineData("", "", "malformed_json")]
    [InlineData("{", "", "malformed_json")]
    [InlineData("{\"title\": \"a\",}", "", "malformed_json")]
    [InlineData("{\"title\": \"a\"} x", "", "malformed_json")]
    [InlineData("null", "", "not_an_object")]
    [InlineData("[]", "", "not_an_object")]
    [InlineData("\"title\"", "", "not_an_object")]
    [InlineData("{}", "/title", "required")]
    [InlineData("{\"title\": null}", "/title", "required")]
    [InlineData("{\"title\": 5}", "/title", "wrong_type")]
    [InlineData("{\"title\": {\"a\": 1}}", "/title", "wrong_type")]
    [InlineData("{\"title\": \"a\", \"title\": \"b\"}", "/title", "duplicate")]
    [InlineData("{\"title\": \"a\", \"colour\": \"red\"}", "/colour", "unknown")]
    [InlineData("{\"title\": \"a\", \"Title\": \"b\"}", "/Title", "unknown")]
    [InlineData("{\"title\": \"a\", \"a/b~c\": 1}", "/a~1b~0c", "unknown")]
    [InlineData("{\"title\": \"a\", \"priority\": \"1\"}", "/priority", "wrong_type")]
    [InlineData("{\"title\": \"a\", \"priority\": 1.5}", "/priority", "wrong_type")]
    [InlineData("{\"title\": \"a\", \"priority\": 1e400}", "/priority", "wrong_type")]
    [InlineData("{\"title\": \"a\", \"priority\": 99999999999999999999}", "/priority", "wrong_type")]
    [InlineData("{\"title\": \"a\", \"id\": \"7\"}", "/id", "wrong_type")]
    [InlineData("{\"title\": \"a\", \"due\": \"tomorrow\"}", "/due", "wrong_type")]
    [InlineData("{\"title\": \"a\", \"due\": {}}", "/due", "wrong_type")]
    [InlineData("{\"title\": \"a\", \"due\": {\"date\": \"2026-02-30\"}}", "/due/date", "wrong_type")]
    [InlineData(
        "{\"title\": \"a\", \"due\": {\"date\": \"2026-02-03\", \"time\": \"25:00\"}}",
        "/due/time",
        "wrong_type"
    )]
    [InlineData("{\"title\": \"\\ud800\"}", "/title", "wrong_type")]
    public void Each_fault_has_its_place_and_code(string json, string pointer, string code)
    {
        var error = Assert.Single(Refused("add_task", json).Errors);

        Assert.Equal((pointer, code), (error.Pointer, error.Code));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var refusal = Refused(
            "add_task",
            """{"priority": 9, "notes": 1, "due": {"date": "x"}, "colour": 1, "id": "00000000-0000-4000-8000-000000000000"}"""
        );

        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.Equal(
            [
                ("/priority", "out_of_range"),
                ("/notes", "wrong_type"),
                ("/due/date", "wrong_type"),
                ("/colour", "unknown"),
                ("/id", "uuid7"),
                ("/title", "required"),
            ],
            refusal.Errors.Select(error => (error.Pointer, error.Code))
        );
        Assert.All(refusal.Errors, error => Assert.Contains(error.Message, refusal.Message));
    }

    [Fact]
    public void An_absent_field_a_null_and_a_value_are_three_things()
    {
        var id = TestSteward.NewId();
        UpdateTask Read(string fields) =>
            (UpdateTask)Catalogue.Find("update_task")!.Parse(Bytes($$"""{"task_id": "{{id}}"{{fields}}}""")).Operation;

        Assert.False(Read("").Notes.IsSet);
        Assert.Equal(new(true, null), Read(""", "notes": null""").Notes);
        Assert.Equal(new(true, "a"), Read(""", "notes": "a" """).Notes);
    }

    [Fact]
    public void Null_where_a_value_must_stand_is_refused_in_a_patch_too()
    {
        var id = TestSteward.NewId();

        foreach (var field in new[] { "status", "priority" })
            Assert.Equal(
                $"/{field}",
                Assert.Single(Refused("update_task", $$"""{"task_id": "{{id}}", "{{field}}": null}""").Errors).Pointer
            );
    }

    [Theory]
    [InlineData("2026-11-20", false)]
    [InlineData("2026-11-20T09:00:00", false)]
    [InlineData("2026-11-20 09:00:00Z", false)]
    [InlineData("1763629200", false)]
    [InlineData("2026-11-20T09:00:00Z", true)]
    [InlineData("2026-11-20T10:00:00.123456789+01:00", true)]
    public void A_time_needs_its_offset(string time, bool isOne)
    {
        var operation = Catalogue.Find("list_changes")!;
        var json = Bytes($$"""{"since": "{{time}}"}""");

        if (!isOne)
        {
            Assert.Equal(
                "/since",
                Assert.Single(Assert.Throws<RefusalException>(() => operation.Parse(json)).Errors).Pointer
            );
            return;
        }
        var read = ((ListChanges)operation.Parse(json).Operation).Since!.Value;
        Assert.Equal((TimeSpan.Zero, 9, 0), (read.Offset, read.Hour, read.Nanosecond));
    }

    [Fact]
    public void Deep_nesting_and_many_faults_cost_little()
    {
        var deep = $$"""{"title": {{string.Concat(Enumerable.Repeat("[", 100_000))}}""";
        Assert.Equal("malformed_json", Assert.Single(Refused("add_task", deep).Errors).Code);

        var many = "{" + string.Join(",", Enumerable.Range(0, 20_000).Select(i => $"\"{i}\": 1")) + "}";
        Assert.Equal(Validation.MostErrors, Refused("add_task", many).Errors.Count);

        var longName =
            "{\"title\": \"a\", \"due\": {\"" + new string('x', 100_000) + "\": 1, \"date\": \"2026-01-01\"}}";
        Assert.True(Assert.Single(Refused("add_task", longName).Errors).Pointer.Length < 100);
    }

    [Theory]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("{\"title\": \"a\", \"\\udc00x\": 1}")]
    public void A_name_that_is_no_text_is_refused(string json) =>
        Assert.Equal(RefusalKind.Invalid, Refused("add_task", json).Kind);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        foreach (
            var bytes in new byte[][]
            {
                [0xff, 0xfe],
                [0xef, 0xbb, 0xbf, .. "{}"u8],
                [.. "{\"title\": \"\xc3\"}"u8[..^3], 0xc3, 0x28, 0x22, 0x7d],
            }
        )
            Assert.Equal(
                RefusalKind.Invalid,
                Assert.Throws<RefusalException>(() => Catalogue.Find("add_task")!.Parse(bytes)).Kind
            );
    }

    private static RefusalException Refused(string operation, string json) =>
        Assert.Throws<RefusalException>(() => Catalogue.Find(operation)!.Parse(Bytes(json)));

    private static ReadOnlyMemory<byte> Bytes(string json) => Encoding.UTF8.GetBytes(json);
}
