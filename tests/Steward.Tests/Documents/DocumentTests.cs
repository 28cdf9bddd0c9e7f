namespace Steward.Tests.Documents;

/// <summary>What the documents claim of the code, as far as a test can see it.</summary>
public sealed class DocumentTests(TestSteward steward)
{
    private static readonly string[] Folders = [".ci/", "bench/", "bin/", "database/", "docs/", "src/", "tests/"];

    public static TheoryData<string> Pages => [.. Document.All.Select(page => page.Path)];

    [Theory, MemberData(nameof(Pages))]
    public void Its_links_lead_somewhere(string page)
    {
        var document = Document.Of(page);
        foreach (var link in document.Links.Where(link => !link.Contains("://", StringComparison.Ordinal)))
        {
            var (path, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, null);
            var target = path.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, path);
            Assert.True(Path.Exists(Path.Combine(Document.Root, target)), link);
            if (anchor is not null)
                Assert.Contains(anchor, Document.Of(target).Anchors);
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public void The_files_that_it_names_are_there(string page)
    {
        foreach (var name in Document.Of(page).Quoted.Select(quoted => quoted.Split(' ')[0]))
        {
            if (Folders.Any(folder => name.StartsWith(folder, StringComparison.Ordinal)))
                Assert.True(Path.Exists(Path.Combine(Document.Root, name)), name);
            else if (name.EndsWith(".cs", StringComparison.Ordinal))
                Assert.Contains(name, SourceFiles.Value);
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public void The_code_that_it_shows_is_the_code_that_there_is(string page)
    {
        foreach (var block in Document.Of(page).Code("csharp"))
        {
            var lines = block.Split('\n', 2);
            Assert.StartsWith("// ", lines[0], StringComparison.Ordinal);
            Assert.Contains(lines[1], Document.Of(lines[0][3..]).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_README_has_two_screens_at_most() =>
        Assert.InRange(Document.Of("README.md").Text.Split('\n').Length, 0, 100);

    [Fact]
    public void The_table_of_settings_names_what_is_read() =>
        Assert.Equal(
            Steward.Server.Configuration.OptionsReader.Keys().Order(StringComparer.Ordinal),
            Document
                .Of("docs/operate.md")
                .Under("Settings")
                .RowNames.Select(name => name.Replace('.', ':'))
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task The_porch_is_all_that_passes_row_security()
    {
        var functions = await steward.QueryAsOwner(
            "SELECT DISTINCT format('%s.%s', n.nspname, p.proname) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
                + "WHERE p.prosecdef AND n.nspname IN (SELECT DISTINCT table_schema FROM information_schema.tables) "
                + "AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'testing')"
        );

        Assert.Equal(
            functions.Select(row => (string)row[0]!).Order(StringComparer.Ordinal),
            Document.Of("docs/security.md").Under("The porch").RowNames.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void What_runs_without_a_caller_is_listed()
    {
        var catalogue = new Catalogue(new([.. TestSteward.Modules.Where(one => one != typeof(TestModule).Assembly)]));
        var sentence = Document.Of("docs/security.md").Text.Split("These run without a caller")[1].Split('.')[0];

        Assert.Equal(
            catalogue.All.Where(operation => operation.IsAnonymous).Select(operation => operation.Name),
            new Document("", sentence).Quoted
        );
    }

    private static readonly Lazy<HashSet<string>> SourceFiles = new(() =>
        [
            .. new[] { "src", "tests", "bench" }.SelectMany(folder =>
                Directory
                    .GetFiles(Path.Combine(Document.Root, folder), "*.cs", SearchOption.AllDirectories)
                    .Select(file => Path.GetFileName(file))
            ),
        ]
    );
}
