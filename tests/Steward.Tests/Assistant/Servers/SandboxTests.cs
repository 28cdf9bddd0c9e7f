using System.Text.Json;
using Steward.Assistant;

namespace Steward.Tests.Assistant;

/// <summary>A program of the catalogue that does whatever it is told, in the sandbox.</summary>
public sealed class SandboxTests(TestSteward steward) : IAsyncLifetime
{
    private const string Program = """
        while IFS= read -r line; do
            id=$(printf %s "$line" | sed -n 's/.*"id":\([^,}]*\).*/\1/p')
            case "$line" in
            *'"method":"initialize"'*)
                answer='"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"sh","version":"1"}}' ;;
            *'"method":"tools/list"'*)
                answer='"result":{"tools":[{"name":"run","description":"Runs it.","inputSchema":{"type":"object"}}]}' ;;
            *'"command":"flood"'*) head -c 300000 /dev/zero; continue ;;
            *'"method":"tools/call"'*)
                command=$(printf %s "$line" | sed -n 's/.*"command":"\([^"]*\)".*/\1/p')
                said=$(sh -c "$command" 2>&1 | head -c 20000 | tr -d '\\"' | tr '\n\t' '  ')
                answer="\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"$said\"}]}" ;;
            *'"id"'*) answer='"error":{"code":-32601,"message":"not served"}' ;;
            *) continue ;;
            esac
            printf '{"jsonrpc":"2.0","id":%s,%s}\n' "$id" "$answer"
        done
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("steward-program-").FullName;
    private IReadOnlyList<CatalogueEntry> catalogue = [];
    private ServerStage stage = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "program.sh"), Program);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        catalogue =
        [
            new("shell", "sh")
            {
                Arguments = [Path.Combine(folder, "program.sh")],
                Folders = [folder],
                Environment = new Dictionary<string, string> { ["GIVEN"] = "{folder}/x" },
                Memory = 64,
                Processes = 20,
            },
        ];
        stage = await ServerStage.Of(
            steward,
            new() { Call = TimeSpan.FromSeconds(20), MessageBytes = 100_000 },
            catalogue
        );
        var known = await stage.Add(new AddServer("shell", "shell"));
        Assert.True(known.Server.State is ServerState.Well, known.Server.Problem);
    }

    public async ValueTask DisposeAsync()
    {
        await stage.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task It_is_somebody_else_without_rights_and_with_a_folder_of_its_own()
    {
        Assert.Contains("0000000000000000", await Run("grep CapEff /proc/self/status"));
        Assert.Contains("0000000000000000", await Run("grep CapBnd /proc/self/status"));
        Assert.Contains("NoNewPrivs: 1", await Run("grep NoNewPrivs /proc/self/status"));
        if (Environment.IsPrivilegedProcess)
            Assert.InRange(
                int.Parse(await Run("id -u"), System.Globalization.CultureInfo.InvariantCulture),
                61184,
                65519
            );
        Assert.Equal("/folder", (await Run("pwd")).Trim());
        await Run("echo kept | tee note.txt");
        Assert.Contains("kept", await Run("cat /folder/note.txt"));
        var variables = await Run("env");
        Assert.Contains("GIVEN=/folder/x", variables);
        Assert.DoesNotContain("STEWARD", variables);
        Assert.DoesNotContain("DOTNET", variables);
    }

    [Fact]
    public async Task It_sees_neither_the_data_nor_anybodys_files_nor_a_network_nor_processes()
    {
        var secret = Path.Combine(stage.Folder, "master.key");
        await File.WriteAllTextAsync(secret, "very secret");

        Assert.Contains("No such file", await Run($"cat {secret}"));
        Assert.Empty((await Run("ls /")).Split(' ').Intersect(["home", "root", "run", "var", "work"]));
        Assert.Equal(Path.GetFileName(folder), (await Run("ls /tmp")).Trim());
        Assert.DoesNotContain("eth", await Run("cat /proc/net/dev"));
        Assert.DoesNotContain("dotnet", await Run("cat /proc/*/comm"));
        Assert.DoesNotContain("postgres", await Run("cat /proc/*/comm"));
        Assert.Contains("Read-only", await Run("touch /usr/x /etc/x"));
        Assert.Contains("not permitted", await Run("unshare --user true"));
    }

    [Fact]
    public async Task Memory_processes_and_output_are_bounded()
    {
        Assert.Contains("exhausted", await Run("head -c 200000000 /dev/zero | tail"));
        Assert.Contains("fork", await Run(string.Join(" | ", Enumerable.Repeat("sleep 1", 30))));
        await Run("dd if=/dev/zero of=/folder/big bs=1M count=70");
        Assert.Equal($"{64 << 20}", (await Run("stat -c %s /folder/big")).Trim());
    }

    [Fact]
    public async Task A_line_without_an_end_ends_the_program_and_the_next_call_begins_it_anew()
    {
        var call = await stage.Call("shell", "run", """{"command":"flood"}""");

        Assert.True(call.State is OutsideCallState.Unknown, call.Result);
        Assert.Contains("hello", await Run("echo hello"));
    }

    [Fact]
    public async Task No_more_of_them_run_at_once_than_the_limit_also_when_all_begin_together()
    {
        await using var crowd = await ServerStage.Of(steward, new() { Programs = 2 }, catalogue);
        string[] names = ["a", "b", "c", "d", "e"];
        foreach (var name in names)
            await crowd.Add(new AddServer(name, "shell"));

        var calls = await Task.WhenAll(names.Select(name => crowd.Begin(name, "run", """{"command":"sleep 5"}""")));
        List<OutsideCallView> ended = [];
        foreach (var call in calls)
            ended.Add(await crowd.Ended(call.Id));

        Assert.Equal(2, ended.Count(call => call.State is OutsideCallState.Done));
        Assert.Equal(3, ended.Count(call => call.Problem?.Contains("2 programs are at work") is true));
    }

    [Fact]
    public async Task It_ends_with_Steward_and_all_that_it_has_started()
    {
        await stage.Begin("shell", "run", """{"command":"sleep 86399"}""");
        stage.Wake();
        while (!Commands().Any(command => command.Contains("86399", StringComparison.Ordinal)))
            await Task.Delay(20, TestContext.Current.CancellationToken);

        await stage.Stop();

        Assert.DoesNotContain(Commands(), command => command.Contains("86399", StringComparison.Ordinal));
    }

    private async Task<string> Run(string command)
    {
        var call = await stage.Call("shell", "run", JsonSerializer.Serialize(new { command }));
        Assert.True(call.State is OutsideCallState.Done, $"{call.State} {call.Problem} {call.Result}");
        return call.Result!;
    }

    private static List<string> Commands() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Where(process => int.TryParse(Path.GetFileName(process), out _))
                .Select(process =>
                {
                    try
                    {
                        return File.ReadAllText(Path.Combine(process, "cmdline"));
                    }
                    catch (IOException)
                    {
                        return "";
                    }
                })
                .Where(command => command.StartsWith("sleep", StringComparison.Ordinal)),
        ];
}
