using Steward.Tasks;

namespace Steward.Tests.Rest;

public sealed class NamesInAddressesTests(TestSteward steward) : IAsyncLifetime
{
    private RestHost host = null!;
    private Member ana = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        host = await RestHost.Start(steward);
        ana = await steward.NewOwner();
        client = host.As(ana);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("Pay the rent")]
    [InlineData("a/b")]
    [InlineData("/")]
    [InlineData("/api/v1/tasks")]
    [InlineData("50 % off")]
    [InlineData("100%")]
    [InlineData("%20")]
    [InlineData("v1.2.3")]
    [InlineData("...")]
    [InlineData("a+b&c=d;e,f")]
    [InlineData("What? #1")]
    [InlineData("it's \"quoted\" \\ {task_id}")]
    [InlineData("Äpfel 😀 買う")]
    [InlineData("a:b")]
    [InlineData("tasks")]
    [InlineData("line\nbreak")]
    public async Task A_name_in_the_path_is_percent_encoded(string name)
    {
        var task = await ana.Run(new AddTask(name));
        var path = "/api/v1/tasks/" + Uri.EscapeDataString(name);

        using var read = await client.Send("GET", path);
        using var done = await client.Send("POST", path + "/completion", "{}", ("If-Match", "\"1\""));

        Assert.Equal(task.Id, (await read.Body()).GetProperty("id").GetGuid());
        Assert.Equal(200, (int)done.StatusCode);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task What_an_address_takes_for_a_step_is_a_name_in_the_body_only(string name)
    {
        await ana.Run(new AddTask(name));

        using var read = await client.Send("GET", "/api/v1/tasks/" + Uri.EscapeDataString(name));

        Assert.False(read.RequestMessage!.RequestUri!.AbsolutePath.EndsWith("/" + name, StringComparison.Ordinal));
        Assert.Equal(name, ((TaskView)(await ana.Call("get_task", new { task_id = name })).Result!).Title);
    }

    [Fact]
    public async Task The_address_and_the_body_name_the_same()
    {
        await ana.Run(new AddTask("a/b"));

        using var same = await client.Send("PATCH", "/api/v1/tasks/a%2fb", """{"task_id": "a/b", "priority": 1}""");
        using var other = await client.Send("PATCH", "/api/v1/tasks/a%2fb", """{"task_id": "A/b", "priority": 1}""");

        Assert.Equal(200, (int)same.StatusCode);
        Assert.Equal("422 invalid_input; /task_id mismatch", await other.Problem());
    }

    [Fact]
    public async Task A_problem_tells_the_candidates()
    {
        var (one, two) = (await ana.Run(new AddTask("Water")), await ana.Run(new AddTask("Water")));

        using var answer = await client.Send("GET", "/api/v1/tasks/Water");

        Assert.Equal("422 ambiguous_name; /task_id ambiguous_name", await answer.Problem());
        Assert.Equal(
            [one.Id, two.Id],
            (await answer.Body())
                .GetProperty("params")
                .GetProperty("candidates")
                .EnumerateArray()
                .Select(candidate => candidate.GetProperty("id").GetGuid())
        );
    }
}
