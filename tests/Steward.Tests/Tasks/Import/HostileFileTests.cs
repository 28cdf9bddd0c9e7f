using System.Text;
using System.Text.Json;
using Steward.Tasks;

namespace Steward.Tests.Tasks.Import;

/// <summary>Files that were made to break something, or are broken themselves.</summary>
public sealed class HostileFileTests(TestSteward steward)
{
    [Fact]
    public async Task A_long_key_that_is_taken_is_replaced_by_one_that_is_no_longer()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddProject("Taken", "ABCDEFGHIJ"));
        var lines = Enumerable
            .Range(0, 12)
            .Select(n => $$"""{"id":"{{TestSteward.NewId()}}","name":"P{{n}}","key":"ABCDEFGHIJ"}""");

        await ana.Run(new ImportTasks($$"""{"format":"steward_tasks","projects":[{{string.Join(',', lines)}}]}"""));

        var keys = (await ana.Run(new ListProjects())).Items.Select(project => project.Key).ToList();
        Assert.Equal(13, keys.Distinct().Count());
        Assert.Contains("ABCDEFGHI2", keys);
        Assert.Contains("ABCDEFGH13", keys);
    }

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
