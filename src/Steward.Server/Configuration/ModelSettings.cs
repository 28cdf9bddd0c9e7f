using Steward.Assistant;
using static Steward.Server.Configuration.SettingTypes;

namespace Steward.Server.Configuration;

/// <summary>The settings of the installation's models: <c>models:0:name</c> and so on, in the order in which they are asked.</summary>
internal static class ModelSettings
{
    public static ModelOptions Read(Settings settings)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var providers = new List<ModelProviderOptions>();
        foreach (var item in settings.Items("models"))
        {
            var provider = Provider(settings, item);
            if (provider.Name.Length > 0 && !names.Add(provider.Name))
                settings.Fault($"{item}:name", $"\"{provider.Name}\" is the name of another model already.");
            providers.Add(provider);
        }
        return new() { Providers = providers };
    }

    private static ModelProviderOptions Provider(Settings settings, string item) =>
        new(
            Required(settings, $"{item}:name", Name) ?? "",
            Required(settings, $"{item}:kind", Choice<ModelKind>),
            Required(settings, $"{item}:url", WebAddress) ?? new("http://localhost"),
            Required(settings, $"{item}:model", text => text) ?? ""
        )
        {
            Key = settings.Value($"{item}:key", Key, secret: true),
            Price = Price(settings, item),
            ContextTokens = settings.Value($"{item}:context_tokens", text => (int?)Number(1000, 100_000_000)(text)),
            AtOnce = (int)settings.Value($"{item}:at_once", Number(1, 1000), 4),
            Size = settings.Value($"{item}:size", text => (ModelSize?)Choice<ModelSize>(text)),
        };

    private static T? Required<T>(Settings settings, string key, Func<string, T> parse)
    {
        if (settings.Text(key) is null)
            settings.Fault(key, "is missing.");
        return settings.Value(key, parse);
    }

    private static ModelPrice? Price(Settings settings, string item)
    {
        var input = settings.Value($"{item}:input_price", Number(0, ModelPrice.Largest));
        var output = settings.Value($"{item}:output_price", Number(0, ModelPrice.Largest));
        var (hasInput, hasOutput) = (
            settings.Text($"{item}:input_price") is not null,
            settings.Text($"{item}:output_price") is not null
        );
        if (hasInput != hasOutput)
            settings.Fault(
                hasInput ? $"{item}:output_price" : $"{item}:input_price",
                "is missing; a price has both parts."
            );
        return hasInput && hasOutput ? new(input, output) : null;
    }

    private static string Name(string text) =>
        ModelNames.IsName(text)
            ? text
            : throw new FormatException("is not a name of letters, digits, dots, dashes and underscores, 60 at most.");

    private static string Key(string text) =>
        text.All(c => c is > ' ' and <= '~')
            ? text
            : throw new FormatException("has blanks, or letters beyond ASCII; no key has.");
}
