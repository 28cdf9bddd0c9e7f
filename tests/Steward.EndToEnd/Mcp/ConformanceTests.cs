namespace Steward.EndToEnd.Mcp;

/// <summary>
/// The official suites. What fails in one and is not expected to, or is expected to and does not, fails here.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("conformance-2025", "2025-11-25")]
    [InlineData("conformance-2026", "2025-11-25")]
    [InlineData("conformance-2026", "2026-07-28")]
    public async Task The_endpoint_conforms_to_the_revision_but_for_what_is_expected_to_fail(
        string suite,
        string revision
    )
    {
        await using var host = await ConformanceHost.Start();
        var results = Directory.CreateTempSubdirectory("conformance");
        var (exitCode, output) = await ForeignClients.Run(
            Path.Combine("node_modules", suite, "dist", "index.js"),
            [
                "server",
                "--url",
                host.Address.ToString(),
                suite == "conformance-2025" ? "--spec-version" : "--requirements",
                revision,
                "--expected-failures",
                Path.Combine("..", "Mcp", $"expected-failures-{revision}.yml"),
                "--output-dir",
                results.FullName,
            ]
        );
        results.Delete(recursive: true);
        Assert.True(exitCode == 0, output);
    }
}
