using System.Collections;
using Steward.Assistant;
using Steward.Server.Configuration;

namespace Steward.Tests.Server;

public sealed class ModelSettingsTests
{
    [Fact]
    public void Models_are_read_in_their_order()
    {
        var models = Read(
            ("STEWARD__MODELS__0__NAME", "claude"),
            ("STEWARD__MODELS__0__KIND", "anthropic"),
            ("STEWARD__MODELS__0__URL", "https://api.anthropic.com"),
            ("STEWARD__MODELS__0__KEY", "sk-ant-secret"),
            ("STEWARD__MODELS__0__MODEL", "claude-sonnet-5"),
            ("STEWARD__MODELS__0__INPUT_PRICE", "3000000"),
            ("STEWARD__MODELS__0__OUTPUT_PRICE", "15000000"),
            ("STEWARD__MODELS__0__CONTEXT_TOKENS", "200000"),
            ("STEWARD__MODELS__0__AT_ONCE", "16"),
            ("STEWARD__MODELS__1__NAME", "home"),
            ("STEWARD__MODELS__1__KIND", "openai"),
            ("STEWARD__MODELS__1__URL", "http://localhost:11434/v1"),
            ("STEWARD__MODELS__1__MODEL", "qwen3:8b"),
            ("STEWARD__MODELS__1__SIZE", "small")
        ).Models.Providers;

        Assert.Equal(
            new ModelProviderOptions("claude", ModelKind.Anthropic, new("https://api.anthropic.com"), "claude-sonnet-5")
            {
                Key = "sk-ant-secret",
                Price = new(3_000_000, 15_000_000),
                ContextTokens = 200_000,
                AtOnce = 16,
            },
            models[0]
        );
        Assert.Equal(
            new ModelProviderOptions("home", ModelKind.Openai, new("http://localhost:11434/v1"), "qwen3:8b")
            {
                Size = ModelSize.Small,
            },
            models[1]
        );
        Assert.DoesNotContain("secret", $"{models[0]}", StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_told_and_no_key()
    {
        var thrown = Assert.Throws<ConfigurationException>(() =>
            Read(
                ("STEWARD__MODELS__0__NAME", "with blank"),
                ("STEWARD__MODELS__0__KIND", "gemini"),
                ("STEWARD__MODELS__0__URL", "localhost"),
                ("STEWARD__MODELS__0__KEY", "sk secret"),
                ("STEWARD__MODELS__0__INPUT_PRICE", "-1"),
                ("STEWARD__MODELS__0__CONTEXT_TOKENS", "many"),
                ("STEWARD__MODELS__0__AT_ONCE", "0"),
                ("STEWARD__MODELS__1__NAME", "home"),
                ("STEWARD__MODELS__1__INPUT_PRICE", "1"),
                ("STEWARD__MODELS__2__NAME", "Home")
            )
        );

        Assert.Equal(
            [
                "models:0:at_once",
                "models:0:context_tokens",
                "models:0:input_price",
                "models:0:key",
                "models:0:kind",
                "models:0:model",
                "models:0:name",
                "models:0:output_price",
                "models:0:url",
                "models:1:kind",
                "models:1:model",
                "models:1:output_price",
                "models:1:url",
                "models:2:kind",
                "models:2:model",
                "models:2:name",
                "models:2:url",
            ],
            thrown
                .Faults.Select(fault =>
                    fault.Split(": ")[0]["STEWARD__".Length..].Replace("__", ":").ToLowerInvariant()
                )
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(thrown.Faults, fault => fault.Contains("sk secret", StringComparison.Ordinal));
    }

    private static StewardOptions Read(params (string Name, string Value)[] variables)
    {
        var environment = new Hashtable();
        foreach (var (name, value) in variables)
            environment[name] = value;
        return OptionsReader.Read(new(Path.GetTempPath()), environment);
    }
}
