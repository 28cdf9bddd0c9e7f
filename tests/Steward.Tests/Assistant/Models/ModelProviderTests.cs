using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Steward.Assistant;

namespace Steward.Tests.Assistant;

public sealed class ModelProviderTests(TestSteward steward)
{
    private const string Key = "sk-very-secret-0123456789-WXYZ";

    [Fact]
    public async Task A_tenants_model_answers_that_tenant_and_nobody_else()
    {
        await using var model = await ScriptedModel.Start(_ => Turn.Text("Hello, Ana."));
        await using var stage = new ModelStage(steward, ModelStage.Hasty);
        var (ana, bob) = (await steward.NewOwner(), await steward.NewOwner("Bob"));
        await ana.Run(New("home", model.Url) with { InputPrice = 3_000_000, OutputPrice = 15_000_000 });

        var answer = await stage.Ask(ModelStage.Call(ana.Tenant));

        Assert.Equal(("Hello, Ana.", "home"), (answer.Text, answer.Provider));
        Assert.Equal($"Bearer {Key}", Assert.Single(model.Requests).Key);
        Assert.Equal(ModelFaults.NotConfigured, (await stage.Ask(ModelStage.Call(bob.Tenant))).Fault!.Code);
        Assert.True(await stage.Models.Any(ana.Tenant, default));
        Assert.False(await stage.Models.Any(bob.Tenant, default));
        Assert.Equal(new ModelPrice(3_000_000, 15_000_000), answer.Price);
        Assert.Null((await stage.Ask(ModelStage.Call(bob.Tenant))).Price);
        Assert.Empty((await bob.Run(new ListModelProviders())).Items);
        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task Somebody_elses_id_leads_to_nobody_elses_model()
    {
        await using var model = await ScriptedModel.Start(_ => Turn.Text("Hello, Ana."));
        await using var mine = await ScriptedModel.Start(_ => Turn.Text("Hello, Eve."));
        await using var stage = new ModelStage(steward, ModelStage.Hasty);
        var (ana, eve) = (await steward.NewOwner(), await steward.NewOwner("Eve"));
        var id = TestSteward.NewId();
        await ana.Run(New("home", model.Url) with { Id = id });
        await eve.Run(New("home", mine.Url) with { Id = id, Key = null });

        Assert.Equal("Hello, Ana.", (await stage.Ask(ModelStage.Call(ana.Tenant))).Text);
        Assert.Equal("Hello, Eve.", (await stage.Ask(ModelStage.Call(eve.Tenant))).Text);
        Assert.Null(Assert.Single(mine.Requests).Key);
    }

    [Fact]
    public async Task A_tenants_own_come_before_the_installations()
    {
        await using var own = await ScriptedModel.Start(_ => Turn.Text("Own."));
        await using var shared = await ScriptedModel.Start(_ => Turn.Text("Shared."));
        await using var stage = new ModelStage(steward, ModelStage.Hasty, ModelStage.Provider("shared", shared));
        var ana = await steward.NewOwner();
        Assert.Equal("Shared.", (await stage.Ask(ModelStage.Call(ana.Tenant))).Text);

        await ana.Run(New("own", own.Url));
        Assert.Equal("Own.", (await stage.Ask(ModelStage.Call(ana.Tenant))).Text);
        Assert.Equal("Shared.", (await stage.Ask(ModelStage.Call(ana.Tenant, model: "shared"))).Text);

        own.Script = _ => Turn.Status(401);
        Assert.Equal("Shared.", (await stage.Ask(ModelStage.Call(ana.Tenant))).Text);
    }

    [Fact]
    public async Task What_was_changed_or_removed_counts_from_that_moment_on_every_server()
    {
        await using var model = await ScriptedModel.Start(_ => Turn.Text("Yes."));
        await using var stage = new ModelStage(steward, ModelStage.Hasty);
        var ana = await steward.NewOwner();
        var provider = await ana.Run(New("home", model.Url));
        await stage.Ask(ModelStage.Call(ana.Tenant));

        await ana.Run(new UpdateModelProvider(provider.Id!.Value, Key: "sk-another-secret-0123456789", Model: "m-2"));
        await stage.Ask(ModelStage.Call(ana.Tenant));
        await ana.Run(new UpdateModelProvider(provider.Id.Value, Key: new Optional<string?>(true, null)));
        await stage.Ask(ModelStage.Call(ana.Tenant));
        await ana.Run(new RemoveModelProvider(provider.Id.Value));

        Assert.Equal(
            [$"Bearer {Key}", "Bearer sk-another-secret-0123456789", null],
            model.Requests.Select(request => request.Key)
        );
        Assert.Equal("m-2", model.Requests[1].Body["model"]!.GetValue<string>());
        Assert.Equal(ModelFaults.NotConfigured, (await stage.Ask(ModelStage.Call(ana.Tenant))).Fault!.Code);
    }

    [Fact]
    public async Task A_key_stands_nowhere_but_encrypted_in_its_row()
    {
        var ana = await steward.NewOwner();
        var preview = await ana.Preview(New("home", new("http://127.0.0.1:9/v1")));
        var added = await ana.Call(New("home", new("http://127.0.0.1:9/v1")));
        var view = (ModelProviderView)added.Result!;
        var updated = await ana.Call(new UpdateModelProvider(view.Id!.Value, Key: Key + "2"));

        string[] shown =
        [
            Json(preview),
            Json(view),
            Json(await ana.Run(new ListModelProviders())),
            Json(await ana.Run(new GetChange(added.ChangeId!.Value))),
            Json(await ana.Run(new GetChange(updated.ChangeId!.Value))),
            New("home", new("http://127.0.0.1:9/v1")).ToString(),
            new UpdateModelProvider(view.Id.Value, Key: Key).ToString(),
            $"{new ModelProviderOptions("x", ModelKind.Openai, new("http://127.0.0.1"), "m") { Key = Key }}",
        ];
        Assert.All(shown, text => Assert.DoesNotContain(Key, text, StringComparison.Ordinal));
        Assert.All(shown, text => Assert.DoesNotContain("sealed", text, StringComparison.OrdinalIgnoreCase));
        Assert.Equal((true, Key[^4..]), (view.HasKey, view.KeyHint));
        var rows = await steward.QueryAsOwner(
            "SELECT t::text, encode(sealed_key, 'escape') FROM assistant.model_provider t WHERE tenant_id = $1",
            ana.Tenant.Value
        );
        Assert.All(
            rows.Single(),
            column => Assert.DoesNotContain("very-secret", $"{column}", StringComparison.Ordinal)
        );
        Assert.Empty(
            await steward.QueryAsOwner(
                "SELECT 1 FROM kernel.change_row WHERE tenant_id = $1 AND (before::text || after::text) LIKE '%WXYZ%'",
                ana.Tenant.Value
            )
        );
    }

    [Fact]
    public async Task A_key_that_was_put_into_anothers_row_opens_nothing()
    {
        await using var model = await ScriptedModel.Start(_ => Turn.Text("Yes."));
        await using var stage = new ModelStage(steward, ModelStage.Hasty);
        var (ana, eve) = (await steward.NewOwner(), await steward.NewOwner("Eve"));
        await ana.Run(New("home", model.Url));
        await eve.Run(New("home", model.Url));

        await steward.ExecuteAsOwner(
            "UPDATE assistant.model_provider SET sealed_key = (SELECT sealed_key FROM assistant.model_provider WHERE tenant_id = $1) WHERE tenant_id = $2",
            ana.Tenant.Value,
            eve.Tenant.Value
        );

        Assert.Equal(ModelFaults.NotConfigured, (await stage.Ask(ModelStage.Call(eve.Tenant))).Fault!.Code);
        Assert.Equal("Yes.", (await stage.Ask(ModelStage.Call(ana.Tenant))).Text);
    }

    [Fact]
    public async Task Another_address_needs_the_key_again()
    {
        var ana = await steward.NewOwner();
        var provider = await ana.Run(New("home", new("https://models.example/v1")));
        var id = provider.Id!.Value;

        var refused = await ana.Refused(new UpdateModelProvider(id, Url: "https://evil.example/v1"));
        Assert.Equal("key_needed", refused.Errors[0].Code);
        var unchanged = await ana.Call(new UpdateModelProvider(id, Url: "https://models.example/v1/"));
        Assert.Null(unchanged.ChangeId);
        var moved = await ana.Run(new UpdateModelProvider(id, Url: "https://new.example/v1", Key: Key));
        Assert.Equal(("https://new.example/v1", true), (moved.Url, moved.HasKey));
    }

    [Theory]
    [InlineData("ftp://models.example/v1", "invalid_url")]
    [InlineData("models.example/v1", "invalid_url")]
    [InlineData("https://ana:secret@models.example/v1", "invalid_url")]
    [InlineData("https://models.example/v1?key=1", "invalid_url")]
    [InlineData("http://169.254.169.254/latest", "private_address")]
    [InlineData("http://10.0.0.1/v1", "private_address")]
    [InlineData("http://[::1]:11434/v1", "private_address")]
    [InlineData("http://2130706434/v1", "private_address")]
    public async Task Such_an_address_is_refused(string url, string code)
    {
        var ana = await steward.NewOwner();
        var refused = await ana.Refused(New("home", new("http://127.0.0.1")) with { Url = url });
        Assert.Equal(("/url", code), (refused.Errors[0].Pointer, refused.Errors[0].Code));
    }

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_leads_nowhere()
    {
        await using var model = await ScriptedModel.Start(_ => Turn.Text("Inside."));
        await using var stage = new ModelStage(steward, ModelStage.Hasty, new OutboundHttp([]));
        var ana = await steward.NewOwner();
        await ana.Run(New("home", new($"http://localhost:{model.Url.Port}/v1")));

        var fault = (await stage.Ask(ModelStage.Call(ana.Tenant))).Fault!;

        Assert.Equal((ModelFaults.Refused, false), (fault.Code, fault.MayRetry));
        Assert.Contains("private address", fault.Message, StringComparison.Ordinal);
        Assert.Empty(model.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with blank")]
    [InlineData("with/slash")]
    public async Task Names_are_plain(string name)
    {
        var ana = await steward.NewOwner();
        Assert.Equal("/name", (await ana.Refused(New(name, new("https://models.example")))).Errors[0].Pointer);
    }

    [Fact]
    public async Task A_key_is_one_that_can_be_sent()
    {
        var ana = await steward.NewOwner();
        foreach (var key in (string[])["sk-1\r\nX-Evil: 1", "sk 1", "schlüssel", ""])
            Assert.Equal(
                "/key",
                (await ana.Refused(New("home", new("https://models.example")) with { Key = key })).Errors[0].Pointer
            );
    }

    [Fact]
    public async Task A_name_stands_for_one_model_and_a_price_has_both_parts()
    {
        var ana = await steward.NewOwner();
        await ana.Run(New("home", new("https://models.example")));

        Assert.Equal("already_exists", (await ana.Refused(New("home", new("https://models.example")))).Code);
        var half = await ana.Refused(New("other", new("https://models.example")) with { InputPrice = 1 });
        Assert.Equal(("/output_price", "price_incomplete"), (half.Errors[0].Pointer, half.Errors[0].Code));
    }

    [Fact]
    public async Task Only_who_runs_the_tenant_changes_models_and_no_program_does()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var provider = await ana.Run(New("home", new("https://models.example")));

        Assert.Equal("missing_scope", (await ben.Refused(New("other", new("https://models.example")))).Code);
        Assert.Equal("missing_scope", (await ben.Refused(new RemoveModelProvider(provider.Id!.Value))).Code);
        Assert.Equal("home", Assert.Single((await ben.Run(new ListModelProviders())).Items).Name);
        Assert.Equal("person_only", (await ana.AsAgent().Refused(new ListModelProviders())).Code);
        Assert.Equal("person_only", (await ana.AsAgent().Refused(New("other", new("https://m.example")))).Code);
    }

    [Fact]
    public async Task The_installations_are_listed_without_their_address_and_key()
    {
        await using var stage = new ModelStage(
            steward,
            ModelStage.Hasty,
            new ModelProviderOptions("shared", ModelKind.Anthropic, new("http://inner.example"), "claude-haiku-5")
            {
                Key = Key,
            }
        );
        var ana = await steward.NewOwner();

        var listed = (ModelProviders)(await stage.Run(ana.Caller, new ListModelProviders())).Result!;

        var shared = Assert.Single(listed.Items);
        Assert.Equal(("shared", true, ModelSize.Small), (shared.Name, shared.HasKey, shared.Size));
        Assert.Equal((null, null, null), (shared.Id, shared.Url, shared.KeyHint));
    }

    [Fact]
    public void Without_a_model_nothing_of_all_that_is_made()
    {
        using var services = TestSteward.NewServices(
            Npgsql.NpgsqlDataSource.Create(steward.ServerConnectionString),
            services => services.AddSingleton<ModelOptions>(_ => throw new InvalidOperationException("It was made."))
        );
        Assert.NotNull(services.GetRequiredService<Pipeline>());
        Assert.Throws<InvalidOperationException>(services.GetRequiredService<Steward.Assistant.Models>);
    }

    private static AddModelProvider New(string name, Uri url) =>
        new(name, ModelKind.Openai, url.AbsoluteUri, $"{name}-1", Key);

    private static string Name() => $"home-{TestSteward.NewId():n}";

    private static string Json(object value) => JsonSerializer.Serialize(value, Wire.Json);

    internal sealed class AddSample : Sample<AddModelProvider>
    {
        public override Task<AddModelProvider> Of(World world) =>
            Task.FromResult(
                New(Name(), new("https://models.example/v1")) with
                {
                    InputPrice = 3_000_000,
                    OutputPrice = 15_000_000,
                    ContextTokens = 200_000,
                    Size = ModelSize.Large,
                }
            );
    }

    internal sealed class ListSample : Sample<ListModelProviders>
    {
        public override async Task<ListModelProviders> Of(World world)
        {
            await world.Ana.Run(New(Name(), new("https://models.example/v1")));
            return new();
        }
    }

    internal sealed class UpdateSample : Sample<UpdateModelProvider>
    {
        public override async Task<UpdateModelProvider> Of(World world) =>
            new(
                (await world.Ana.Run(New(Name(), new("https://models.example/v1")))).Id!.Value,
                Name: Name(),
                AtOnce: 9
            );
    }

    internal sealed class RemoveSample : Sample<RemoveModelProvider>
    {
        public override async Task<RemoveModelProvider> Of(World world) =>
            new((await world.Ana.Run(New(Name(), new("https://models.example/v1")))).Id!.Value);
    }

    internal sealed class OpenSample : Sample<OpenModelProviders>
    {
        public override Member Caller(World world) =>
            world.Ana.As(caller => Steward.Kernel.Caller.System(caller.Tenant, "sample"));

        public override async Task<OpenModelProviders> Of(World world)
        {
            await world.Ana.Run(New(Name(), new("https://models.example/v1")));
            return new();
        }
    }
}
