using System.Collections;
using System.Text;
using System.Text.Json;
using Steward.Assistant;
using Steward.Server.Configuration;

namespace Steward.Tests.Documents;

/// <summary>What docs/models.md shows can be set and called.</summary>
public sealed class ModelsDocumentTests(TestSteward steward)
{
    private const string Path = "docs/models.md";

    [Fact]
    public void Its_settings_are_read()
    {
        var environment = new Hashtable();
        foreach (var line in Lines("env"))
            environment[line.Split('=')[0]] = line.Split('=')[1];

        var models = OptionsReader.Read(new(System.IO.Path.GetTempPath()), environment).Models.Providers;

        Assert.Equal(["claude", "home"], models.Select(model => model.Name));
        Assert.Equal(new ModelPrice(3_000_000, 15_000_000), models[0].Price);
    }

    [Fact]
    public void Its_file_is_read()
    {
        var folder = Directory.CreateTempSubdirectory("steward-models-");
        File.WriteAllText(
            System.IO.Path.Combine(folder.FullName, "steward.json"),
            Assert.Single(Document.Of(Path).Code("json"))
        );

        Assert.Equal(
            "gemini",
            Assert.Single(OptionsReader.Read(new(folder.FullName), new Hashtable()).Models.Providers).Name
        );
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Its_operations_do_what_they_say()
    {
        var ana = await steward.NewOwner();
        var id = "";
        foreach (var line in Lines("operation"))
        {
            var operation = steward.Catalogue.Find(line.Split(' ')[0])!;
            var input = line[(operation.Name.Length + 1)..].Replace("$id", id, StringComparison.Ordinal);
            var outcome = await steward.Pipeline.Run(
                new()
                {
                    Operation = operation,
                    Caller = ana.Caller,
                    Input = () => operation.Parse(Encoding.UTF8.GetBytes(input)),
                },
                default
            );
            if (outcome.Result is ModelProviderView view)
                id = $"{view.Id}";
        }

        Assert.Empty((await ana.Run(new ListModelProviders())).Items);
        Assert.Equal(
            ["model_provider_added", "model_provider_updated", "model_provider_removed"],
            (await ana.Events()).Select(Wire.Name)
        );
    }

    [Fact]
    public void Its_codes_are_those_that_there_are() =>
        Assert.Equal(
            typeof(ModelFaults).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(),
            Document
                .Of(Path)
                .Text.Split('\n')
                .Where(line => line.StartsWith("| `model_", StringComparison.Ordinal))
                .Select(line => line.Split('`')[1])
                .Order()
        );

    private static IEnumerable<string> Lines(string language) =>
        Document.Of(Path).Code(language).SelectMany(block => block.TrimEnd().Split('\n'));
}
