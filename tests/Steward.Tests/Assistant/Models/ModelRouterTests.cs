using Steward.Assistant;

namespace Steward.Tests.Assistant;

public sealed class ModelRouterTests
{
    private static readonly ModelCandidate[] Three =
    [
        Candidate("home", "qwen3-8b", 32_000),
        Candidate("claude", "claude-opus-5", 200_000),
        Candidate("quick", "gpt-6-mini", 128_000),
    ];

    [Theory]
    [InlineData(null, "home claude quick")]
    [InlineData("", "home claude quick")]
    [InlineData("inherit", "home claude quick")]
    [InlineData("gpt-77-nobody-has", "home claude quick")]
    [InlineData("Claude", "claude home quick")]
    [InlineData("gpt-6-mini", "quick home claude")]
    [InlineData("opus", "claude home quick")]
    [InlineData("large", "claude home quick")]
    [InlineData("sonnet", "home claude quick")]
    [InlineData(" medium ", "home claude quick")]
    [InlineData("haiku", "quick home claude")]
    [InlineData("small", "quick home claude")]
    public void What_was_asked_for_is_asked_first_and_the_others_as_configured(string? wanted, string order) =>
        Assert.Equal(order, Order(Three, wanted, 1000));

    [Fact]
    public void A_name_is_that_of_a_provider_before_it_is_a_class() =>
        Assert.Equal(
            "small home claude quick",
            Order([.. Three, Candidate("small", "mistral-large", null)], "small", 1000)
        );

    [Fact]
    public void A_class_that_nobody_has_is_answered_by_the_next_larger_one() =>
        Assert.Equal("claude quick", Order([Three[2], Three[1]], "sonnet", 1000));

    [Fact]
    public void What_does_not_fit_goes_to_a_larger_one()
    {
        Assert.Equal("claude quick", Order(Three, "home", 32_001));
        Assert.Equal("claude", Order(Three, "quick", 150_000));
        Assert.Equal("", Order(Three, null, 200_001));
        Assert.Equal("any", Order([Candidate("any", "x", null)], null, 10_000_000));
    }

    [Fact]
    public void Who_rests_comes_last_and_who_has_a_long_line_after_who_is_free()
    {
        var (home, claude, quick) = (Three[0], Three[1], Three[2]);

        Assert.Equal(
            "claude quick home",
            Order([home with { Rests = TimeSpan.FromSeconds(1) }, claude, quick], "home", 1)
        );
        Assert.Equal(
            "claude quick home",
            Order([home with { Line = TimeSpan.FromSeconds(6) }, claude, quick], "home", 1)
        );
        Assert.Equal(
            "home claude quick",
            Order([home with { Line = TimeSpan.FromSeconds(4) }, claude, quick], "home", 1)
        );
        Assert.Equal(
            "quick home claude",
            Order(
                [
                    home with
                    {
                        Line = TimeSpan.FromSeconds(60),
                    },
                    claude with
                    {
                        Line = TimeSpan.FromSeconds(90),
                    },
                    quick with
                    {
                        Line = TimeSpan.FromSeconds(6),
                    },
                ],
                "claude",
                1
            )
        );
    }

    [Theory]
    [InlineData("claude-haiku-5", ModelSize.Small)]
    [InlineData("gemini-3-flash-lite", ModelSize.Small)]
    [InlineData("claude-sonnet-5", ModelSize.Medium)]
    [InlineData("minimax", ModelSize.Medium)]
    [InlineData("gemini-3-pro", ModelSize.Large)]
    [InlineData("mistral-large:latest", ModelSize.Large)]
    [InlineData("", ModelSize.Medium)]
    public void A_models_name_tells_its_size(string model, ModelSize size) =>
        Assert.Equal(size, ModelNames.Size(model));

    [Fact]
    public void A_price_is_rounded_up_and_never_overflows()
    {
        var price = new ModelPrice(3_000_000, 15_000_000);

        Assert.Equal(3 * 1000 + 15 * 200, price.Of(1000, 200));
        Assert.Equal(1, new ModelPrice(1, 0).Of(1, 1));
        Assert.Equal(0, price.Of(-5, 0));
        Assert.Equal(long.MaxValue, new ModelPrice(ModelPrice.Largest, 0).Of(long.MaxValue, 0));
    }

    private static ModelCandidate Candidate(string name, string model, int? tokens) =>
        new(
            new(name, ModelKind.Openai, new("http://localhost"), model) { ContextTokens = tokens },
            TimeSpan.Zero,
            TimeSpan.Zero
        );

    private static string Order(ModelCandidate[] all, string? wanted, long tokens) =>
        string.Join(
            ' ',
            ModelRouter.Order(all, wanted, tokens, TimeSpan.FromSeconds(5)).Select(place => all[place].Provider.Name)
        );
}
