using System.Text;
using System.Text.Json;
using Steward.Tasks;

namespace Steward.Tests.Tasks.Import;

/// <summary>Files that were made to break something, or are broken themselves.</summary>
public sealed class HostileFileTests(TestSteward steward)
{
    [Theory]
    [InlineData("import_tasks")]
    [InlineData("inspect_import")]
    public async Task A_column_that_is_null_is_refused_in_words(string operation)
    {
        var ana = await steward.NewOwner();

        var refusal = await ana.Refused(operation, new { content = "title\na\n", columns = new object?[] { null } });

        Assert.Equal(("/columns/0", "required"), (refusal.Errors[0].Pointer, refusal.Errors[0].Code));
    }


    private static Draft Draft(StringBuilder content) =>
        new(
            new ImportSource(content.ToString(), ImportFormat.Csv, null, "Home", null, null),
            TestSteward.NewId,
            "Etc/UTC"
        );
}
