using System.Net.Http.Json;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Steward.EndToEnd.Web;

/// <summary>Somebody with a browser, and beside it the API as the same person, to lay out and to look at what a test needs.</summary>
internal sealed class WebPerson : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly List<string> faults = [];

    private WebPerson(IBrowserContext context, IPage page, HttpClient api)
    {
        (Context, Page, Api) = (context, page, api);
        page.PageError += (_, fault) => Note(fault);
        page.Console += (_, message) =>
        {
            // A refusal that a page has shown is told by the browser as well.
            if (
                message.Type is "error"
                && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            )
                Note(message.Text);
        };
    }

    public IBrowserContext Context { get; }
    public IPage Page { get; }
    public HttpClient Api { get; }
    public string Email { get; private set; } = "";

    public static async Task<WebPerson> In(IBrowserContext context, HttpClient api)
    {
        context.SetDefaultTimeout(15_000);
        return new(context, await context.NewPageAsync(), api);
    }

    public async Task SignIn(string email)
    {
        Email = email;
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("Email address").FillAsync(email);
        await Page.Locator("input[type=password]").FillAsync(Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Sees("Today");
    }

    /// <summary>Waits for a page's heading.</summary>
    public Task Sees(string heading) =>
        Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1 })).ToBeVisibleAsync();

    public async Task Goes(string address, string heading)
    {
        await Page.GotoAsync(address);
        await Sees(heading);
    }

    public async Task<JsonElement> Get(string address)
    {
        using var answer = await Api.GetAsync(address);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        return body;
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Of a list of tasks.</summary>
    public ILocator Row(string title) => Page.GetByRole(AriaRole.Row, new() { Name = title, Exact = true });

    public Task<JsonElement> Post(string address, object body) => Send(HttpMethod.Post, address, body);

    public Task<JsonElement> Patch(string address, object body) => Send(HttpMethod.Patch, address, body);

    /// <summary>A task, laid out; answers with its id.</summary>
    public async Task<string> Adds(object task) => (await Post("api/v1/tasks", task)).GetProperty("id").GetString()!;

    /// <summary>A program with a key of hers.</summary>
    public async Task<HttpClient> Program()
    {
        var expires_at = TimeProvider.System.GetUtcNow().AddDays(1);
        var made = await Post(
            "api/v1/api_keys",
            new
            {
                name = "backup",
                scopes = new[] { "read:tasks", "write:tasks" },
                expires_at,
            }
        );
        var program = new HttpClient { BaseAddress = Api.BaseAddress };
        program.DefaultRequestHeaders.Authorization = new("Bearer", made.GetProperty("key").GetString());
        return program;
    }

    private async Task<JsonElement> Send(HttpMethod method, string address, object body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) };
        using var answer = await Api.SendAsync(request);
        var got = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, got.ToString());
        return got;
    }

    /// <summary>What axe finds on the page as it stands; nothing is the aim.</summary>
    public async Task<string> AxeFindings()
    {
        var found = await Page.RunAxe();
        return string.Join(
            '\n',
            found.Violations.Select(fault =>
                $"{Page.Url}: {fault.Id} ({fault.Impact}): {fault.Help}: {string.Join(" | ", fault.Nodes.Take(3).Select(node => node.Html))}"
            )
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Context.CloseAsync();
        Api.Dispose();
        lock (faults)
            Assert.True(faults.Count == 0, "The page's console tells of faults:\n" + string.Join('\n', faults));
    }

    private void Note(string fault)
    {
        lock (faults)
            faults.Add(fault);
    }
}
