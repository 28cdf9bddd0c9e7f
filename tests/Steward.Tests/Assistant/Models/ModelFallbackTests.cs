using Steward.Assistant;

namespace Steward.Tests.Assistant;

/// <summary>Several providers, several tenants.</summary>
public sealed class ModelFallbackTests(TestSteward steward)
{
    [Theory]
    [InlineData(401, 1)]
    [InlineData(429, 1)]
    [InlineData(500, 3)]
    public async Task Who_fails_is_followed_by_the_next_which_says_so(int status, int tries)
    {
        await using var first = await ScriptedModel.Start(_ => Turn.Status(status));
        await using var second = await ScriptedModel.Start(_ => Turn.Text("Yes."));
        await using var stage = Stage(ModelStage.Hasty, ("first", first), ("second", second));

        var answer = await stage.Ask();

        Assert.Equal(("Yes.", "second"), (answer.Text, answer.Provider));
        Assert.StartsWith("second answers in place of first, which ", answer.Notice, StringComparison.Ordinal);
        Assert.Contains($"({status})", answer.Notice, StringComparison.Ordinal);
        Assert.Equal(tries, first.Requests.Count);
    }

    [Fact]
    public async Task Who_is_asked_for_answers_and_the_others_are_left_in_peace()
    {
        await using var first = await ScriptedModel.Start(_ => Turn.Text("First."));
        await using var second = await ScriptedModel.Start(_ => Turn.Text("Second."));
        await using var stage = Stage(ModelStage.Hasty, ("first", first), ("second", second));

        Assert.Equal(("Second.", null), ((await stage.Ask("second")).Text, (await stage.Ask("second-1")).Notice));
        Assert.Equal("First.", (await stage.Ask("nobody")).Text);
        Assert.Equal((1, 2), (first.Requests.Count, second.Requests.Count));
    }

    [Fact]
    public async Task When_all_fail_each_is_told_about()
    {
        await using var first = await ScriptedModel.Start(_ => Turn.Status(401));
        await using var second = await ScriptedModel.Start(_ => Turn.Status(500));
        await using var stage = Stage(ModelStage.Hasty, ("first", first), ("second", second));

        var fault = (await stage.Ask()).Fault!;

        Assert.Equal((ModelFaults.Unavailable, true), (fault.Code, fault.MayRetry));
        Assert.Contains(
            "first does not accept its key (401); second has failed (500)",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Who_fails_again_and_again_is_left_alone_and_asked_again_later()
    {
        await using var ill = await ScriptedModel.Start(_ => Turn.Status(500));
        await using var well = await ScriptedModel.Start(_ => Turn.Text("Yes."));
        var limits = ModelStage.Hasty with { LeftAlone = TimeSpan.FromSeconds(2), Tries = 2 };
        await using var stage = Stage(limits, ("ill", ill), ("well", well));

        await stage.Ask();
        await stage.Ask();
        var asked = ill.Requests.Count;
        var answer = await stage.Ask();

        Assert.Equal(4, asked);
        Assert.Equal((asked, "Yes."), (ill.Requests.Count, answer.Text));
        Assert.Contains("well answers in place of ill", answer.Notice, StringComparison.Ordinal);

        ill.Script = _ => Turn.Text("I am back.");
        var back = "";
        for (var patience = 0; patience < 500 && back != "I am back."; patience++)
        {
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            back = (await stage.Ask()).Text;
        }
        Assert.Equal("I am back.", back);
    }

    [Fact]
    public async Task Alone_who_is_left_alone_is_told_about_at_once()
    {
        await using var ill = await ScriptedModel.Start(_ => Turn.Status(500));
        await using var stage = Stage(ModelStage.Hasty with { Tries = 4 }, ("ill", ill));

        await stage.Ask();
        var fault = (await stage.Ask()).Fault!;

        Assert.Equal((ModelFaults.Unavailable, true), (fault.Code, fault.MayRetry));
        Assert.Contains("left alone", fault.Message, StringComparison.Ordinal);
        Assert.Equal(4, ill.Requests.Count);
    }

    [Fact]
    public async Task A_question_that_is_wrong_leaves_nobody_alone()
    {
        await using var model = await ScriptedModel.Start(_ => Turn.Status(400));
        await using var stage = Stage(ModelStage.Hasty, ("gpt", model));

        for (var i = 0; i < 8; i++)
            await stage.Ask();
        model.Script = _ => Turn.Text("Yes.");

        Assert.Equal("Yes.", (await stage.Ask()).Text);
    }

    [Fact]
    public async Task Turns_wait_for_a_place_and_those_of_a_patient_tenant_come_between()
    {
        var open = new TaskCompletionSource();
        await using var model = await ScriptedModel.Start(_ => Turn.Text("Yes.").After(open.Task));
        var limits = ModelStage.Hasty with { FirstToken = TimeSpan.FromSeconds(20) };
        await using var stage = new ModelStage(steward, limits, ModelStage.Provider("gpt", model) with { AtOnce = 1 });
        var (many, one) = (new TenantId(TestSteward.NewId()), new TenantId(TestSteward.NewId()));

        var crowd = new List<Task>();
        for (var i = 0; i < 6; i++)
            crowd.Add(Said(stage, many, $"many {i}"));
        await Until(() => model.Requests.Count == 1);
        var alone = Said(stage, one, "one");
        while (await stage.Models.LoadOf(one, "gpt", TestContext.Current.CancellationToken) < 7)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        open.SetResult();
        await Task.WhenAll([.. crowd, alone]);

        Assert.Equal(1, model.MostAtOnce);
        var order = model.Requests.Select(request => request.Messages.Last()["content"]!.GetValue<string>()).ToList();
        Assert.InRange(order.IndexOf("one"), 1, 3);
    }

    [Fact]
    public async Task A_full_line_is_told_about_and_another_provider_helps_out()
    {
        var open = new TaskCompletionSource();
        await using var busy = await ScriptedModel.Start(_ => Turn.Text("At last.").After(open.Task));
        await using var other = await ScriptedModel.Start(_ => Turn.Text("At once."));
        var limits = ModelStage.Hasty with { FirstToken = TimeSpan.FromSeconds(20), WaitingPerTenant = 1 };
        var provider = ModelStage.Provider("busy", busy) with { AtOnce = 1 };
        await using var alone = new ModelStage(steward, limits, provider);
        await using var both = new ModelStage(steward, limits, provider, ModelStage.Provider("other", other));
        var tenant = new TenantId(TestSteward.NewId());

        Task<ModelStage.Answer>[] begun = [alone.Ask(ModelStage.Call(tenant)), both.Ask(ModelStage.Call(tenant))];
        await Until(() => busy.Requests.Count == 2);
        Task<ModelStage.Answer>[] waiting = [alone.Ask(ModelStage.Call(tenant)), both.Ask(ModelStage.Call(tenant))];
        var fault = await FaultOf(alone, tenant);
        var helped = await AnswerFrom(both, tenant, "other");
        open.SetResult();

        Assert.Equal((ModelFaults.Overloaded, true), (fault.Code, fault.MayRetry));
        Assert.Contains("too many turns waiting", fault.Message, StringComparison.Ordinal);
        Assert.Contains("other answers in place of busy", helped.Notice, StringComparison.Ordinal);
        Assert.All(await Task.WhenAll([.. begun, .. waiting]), answer => Assert.Null(answer.Fault));
    }

    [Fact]
    public async Task What_is_too_long_goes_to_a_larger_model_or_is_told()
    {
        await using var small = await ScriptedModel.Start(_ => Turn.Text("Small."));
        await using var large = await ScriptedModel.Start(_ => Turn.Text("Large."));
        await using var stage = new ModelStage(
            steward,
            ModelStage.Hasty,
            ModelStage.Provider("small", small) with
            {
                ContextTokens = 4000,
            },
            ModelStage.Provider("large", large) with
            {
                ContextTokens = 40_000,
            }
        );

        Assert.Equal("Small.", (await stage.Ask(ModelStage.Call(text: new('x', 8_000)))).Text);
        Assert.Equal("Large.", (await stage.Ask(ModelStage.Call(text: new('x', 80_000), model: "small"))).Text);
        var fault = (await stage.Ask(ModelStage.Call(text: new('x', 400_000)))).Fault!;
        Assert.Equal((ModelFaults.Refused, false), (fault.Code, fault.MayRetry));
        Assert.Contains("40000", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_model_that_is_told()
    {
        await using var stage = new ModelStage(steward, ModelStage.Hasty);

        Assert.False(await stage.Models.Any(new(TestSteward.NewId()), default));
        Assert.Equal(ModelFaults.NotConfigured, (await stage.Ask()).Fault!.Code);
    }

    private static async Task Said(ModelStage stage, TenantId tenant, string text) =>
        Assert.Equal("Yes.", (await stage.Ask(ModelStage.Call(tenant, text))).Text);

    /// <summary>Who asks just before has perhaps not taken his place in the line yet; more of them only make it fuller.</summary>
    private static async Task<ModelException> FaultOf(ModelStage stage, TenantId tenant)
    {
        while (true)
        {
            var asked = stage.Ask(ModelStage.Call(tenant));
            if (await Task.WhenAny(asked, Task.Delay(300)) == asked && (await asked).Fault is { } fault)
                return fault;
        }
    }

    private static async Task<ModelStage.Answer> AnswerFrom(ModelStage stage, TenantId tenant, string provider)
    {
        while (true)
        {
            var asked = stage.Ask(ModelStage.Call(tenant));
            if (
                await Task.WhenAny(asked, Task.Delay(300)) == asked
                && await asked is var answer
                && answer.Provider == provider
            )
                return answer;
        }
    }

    private static async Task Until(Func<bool> so)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!so())
            await tick.WaitForNextTickAsync(limit.Token);
    }

    private ModelStage Stage(ModelLimits limits, params (string Name, ScriptedModel Model)[] models) =>
        new(steward, limits, [.. models.Select(one => ModelStage.Provider(one.Name, one.Model))]);
}
