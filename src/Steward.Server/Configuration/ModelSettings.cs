using Steward.Assistant;
using static Steward.Server.Configuration.SettingTypes;

namespace Steward.Server.Configuration;

/// <summary>The settings of the installation's models: <c>models:0:name</c> and so on, in the order in which they are asked.</summary>
internal static class ModelSettings
{
    public static ModelOptions Read(Settings settings)
    {
        var providers = settings.Items("models").Select(item => Provider(settings, item)).ToList();
        foreach (
            var again in providers
                .GroupBy(provider => provider.Name, StringComparer.OrdinalIgnoreCase)
                .Where(same => same.Key.Length > 0 && same.Count() > 1)
        )
            settings.Fault("models:0:name", $"\"{again.Key}\" is the name of two models; each has one of its own.");
        return new() { Providers = providers };
    }

    private static ModelProviderOptions Provider(Settings settings, string item)
    {
        var input = settings.Value($"{item}:input_price", text => (long?)Number(0, ModelPrice.Largest)(text));
        var output = settings.Value($"{item}:output_price", text => (long?)Number(0, ModelPrice.Largest)(text));
        if (input is null != output is null)
            settings.Fault(
                input is null ? $"{item}:input_price" : $"{item}:output_price",
                "is missing; a price needs both."
            );
        return new(
            Required("name", Name) ?? "",
            Required("kind", Choice<ModelKind>),
            Required("url", WebAddress) ?? new("http://localhost"),
            Required("model", text => text) ?? ""
        )
        {
            Key = settings.Text($"{item}:key"),
            Price = input is { } i && output is { } o ? new(i, o) : null,
            ContextTokens = settings.Value($"{item}:context_tokens", text => (int?)Number(1000, 100_000_000)(text)),
            AtOnce = (int)settings.Value($"{item}:at_once", Number(1, 1000), 4),
            Size = settings.Value($"{item}:size", text => (ModelSize?)Choice<ModelSize>(text)),
        };

        T? Required<T>(string name, Func<string, T> parse)
        {
            if (settings.Text($"{item}:{name}") is null)
                settings.Fault($"{item}:{name}", "is missing.");
            return settings.Value($"{item}:{name}", parse);
        }
    }

    private static string Name(string text) =>
        ModelNames.IsName(text)
            ? text
            : throw new FormatException("is not a name of letters, digits, dots and dashes, 60 at most.");
}
