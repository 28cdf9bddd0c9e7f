using System.Collections;
using System.Text;
using Steward.Assistant;
using Steward.Server.Configuration;

namespace Steward.Tests.Documents;

/// <summary>What docs/servers.md shows can be set and called.</summary>
public sealed class ServersDocumentTests(TestSteward steward)
{
    private const string Path = "docs/servers.md";

    [Fact]
    public void Its_settings_are_read()
    {
        var folder = Directory.CreateTempSubdirectory("steward-mcp-");
        var environment = new Hashtable();
        foreach (var line in Lines("env"))
            environment[line.Split('=', 2)[0]] = line.Split('=', 2)[1]
                .Replace("/opt/mcp", folder.FullName, StringComparison.Ordinal);
        environment["STEWARD__MCP__CATALOGUE__0__COMMAND"] = "sh";

        var entry = Assert.Single(OptionsReader.Read(new(folder.FullName), environment).Servers.Catalogue);

        Assert.Equal(("memory", 512, 64, false), (entry.Name, entry.Memory, entry.Processes, entry.HasNetwork));
        Assert.Equal("{folder}/memory.json", entry.Environment["MEMORY_FILE_PATH"]);
        Assert.Equal([folder.FullName], entry.Folders);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void All_faults_of_a_catalogue_are_told_at_once_and_no_secret()
    {
        var environment = new Hashtable
        {
            ["STEWARD__MCP__CATALOGUE__0__NAME"] = "Bad Name",
            ["STEWARD__MCP__CATALOGUE__0__COMMAND"] = "no-such-program",
            ["STEWARD__MCP__CATALOGUE__0__FOLDERS"] = "/no/such/folder",
            ["STEWARD__MCP__CATALOGUE__0__ENVIRONMENT"] = "very-secret",
            ["STEWARD__MCP__CATALOGUE__1__NAME"] = "memory",
            ["STEWARD__MCP__CATALOGUE__1__MEMORY"] = "1",
        };

        var fault = Assert.Throws<ConfigurationException>(() =>
            OptionsReader.Read(new(System.IO.Path.GetTempPath()), environment)
        );

        foreach (
            var name in (string[])["0__NAME", "0__COMMAND", "0__FOLDERS", "0__ENVIRONMENT", "1__COMMAND", "1__MEMORY"]
        )
            Assert.Contains($"MCP__CATALOGUE__{name}", fault.Message);
        Assert.DoesNotContain("very-secret", fault.Message);
    }

    [Fact]
    public async Task Its_operations_do_what_they_say()
    {
        var ana = await steward.NewOwner();
        foreach (var line in Lines("operation"))
        {
            var operation = steward.Catalogue.Find(line.Split(' ')[0])!;
            await steward.Pipeline.Run(
                new()
                {
                    Operation = operation,
                    Caller = ana.Caller,
                    Input = () => operation.Parse(Encoding.UTF8.GetBytes(line[(operation.Name.Length + 1)..])),
                },
                TestContext.Current.CancellationToken
            );
        }

        Assert.Equal("memory", Assert.Single((await ana.Run(new ListServers())).Items).Name);
    }

    private static IEnumerable<string> Lines(string language) =>
        Document.Of(Path).Code(language).SelectMany(block => block.TrimEnd().Split('\n'));
}
