using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Steward.EndToEnd.EmbeddedPostgres;
using Steward.EndToEnd.Server;
using Steward.Tests.Assistant;

namespace Steward.EndToEnd.Web;

/// <summary>One server with a scripted model, and one browser, for all tests of the web app. Each test has people of its own.</summary>
public sealed class WebStage : IAsyncLifetime
{
    private static readonly string[] Chromium =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly TemporaryFolder folder = new();
    private ScriptedModel model = null!;
    private RunningSteward steward = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private int people;

    public Uri Address => steward.Client.BaseAddress!;

    public async ValueTask InitializeAsync()
    {
        model = await ScriptedModel.Start(ModelForWeb.Say);
        steward = await RunningSteward.Start(
            folder.Path,
            [
                ("SIGNUP", "open"),
                ("MODELS__0__NAME", "scripted"),
                ("MODELS__0__KIND", "openai"),
                ("MODELS__0__URL", model.Url.ToString()),
                ("MODELS__0__MODEL", "scripted-1"),
                ("OUTBOUND__ALLOW", "127.0.0.1"),
                .. Household.NoLimits,
            ]
        );
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = "/usr/bin/chromium", Args = Chromium }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
        await steward.DisposeAsync();
        await model.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Nobody yet, before the first page.</summary>
    internal async Task<WebPerson> Visitor(Screen? screen = null)
    {
        var context = await browser.NewContextAsync((screen ?? Screen.Desk).Options(Address));
        return await WebPerson.In(context, new HttpClient { BaseAddress = Address });
    }

    /// <summary>Somebody with a household of her own, signed in, on Today.</summary>
    internal async Task<WebPerson> Member(Screen? screen = null)
    {
        var person = await Visitor(screen);
        var email = $"person{Interlocked.Increment(ref people)}@example.org";
        using var answer = await person.Api.PostAsJsonAsync(
            "api/v1/auth/sign_up",
            new
            {
                email,
                password = WebPerson.Password,
                display_name = "Ana",
                tenant_name = "Home",
                time_zone = "Europe/Berlin",
            }
        );
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        person.Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            body.GetProperty("access_token").GetString()
        );
        await person.SignIn(email);
        return person;
    }
}

[CollectionDefinition(nameof(WebStage))]
public sealed class WebCollection : ICollectionFixture<WebStage>;

/// <summary>What the page is looked at on.</summary>
internal sealed record Screen(
    int Width,
    int Height,
    bool IsDark = false,
    bool IsTouched = false,
    string Language = "en-GB"
)
{
    public static readonly Screen Desk = new(1440, 900);
    public static readonly Screen Tablet = new(768, 1024, IsTouched: true);
    public static readonly Screen Phone = new(360, 740, IsTouched: true);

    public BrowserNewContextOptions Options(Uri address) =>
        new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = Width, Height = Height },
            ColorScheme = IsDark ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = IsTouched,
            Locale = Language,
            TimezoneId = "Europe/Berlin",
            ReducedMotion = ReducedMotion.Reduce,
        };
}
