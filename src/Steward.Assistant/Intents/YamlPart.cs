using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Steward.Assistant;

/// <summary>A part of a YAML file that knows where it stands, so that a fault names its line.</summary>
internal sealed class YamlPart
{
    private readonly string file;
    private readonly YamlNode node;

    private YamlPart(string file, YamlNode node) => (this.file, this.node) = (file, node);

    /// <summary>The whole file; null if nothing stands in it.</summary>
    public static YamlPart? Read(string file, TextReader text)
    {
        var parser = new Parser(text);
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            return stream.Documents is [var document, ..] ? new(file, document.RootNode) : null;
        }
        catch (InvalidOperationException)
        {
            throw new IntentFileException(
                file,
                parser.Current?.Start.Line ?? 1,
                "Here a bracket or a value is missing."
            );
        }
        catch (YamlException fault)
        {
            throw new IntentFileException(file, fault.Start.Line, fault.InnerException?.Message ?? fault.Message);
        }
    }

    public bool IsText => node is YamlScalarNode;
    public bool IsList => node is YamlSequenceNode;

    public string Text => node is YamlScalarNode { Value: { } text } ? text : throw Fault("Here a text is expected.");

    public IEnumerable<YamlPart> Items =>
        node is YamlSequenceNode list
            ? list.Select(item => new YamlPart(file, item))
            : throw Fault("Here a list is expected.");

    public IEnumerable<(string Name, YamlPart Value)> Entries =>
        node is YamlMappingNode map
            ? map.Select(pair => (new YamlPart(file, pair.Key).Text, new YamlPart(file, pair.Value)))
            : throw Fault("Here names with values are expected.");

    /// <summary>The entries by name, once it is sure that no others stand there.</summary>
    public IReadOnlyDictionary<string, YamlPart> Only(params IReadOnlyList<string> known)
    {
        if (node is YamlMappingNode map)
            foreach (var key in map.Children.Keys.Select(key => new YamlPart(file, key)))
                if (!known.Contains(key.Text))
                    throw key.Fault($"'{key.Text}' is not known here. Known are {string.Join(", ", known)}.");
        return Entries.ToDictionary(entry => entry.Name, entry => entry.Value);
    }

    /// <summary>As JSON: what is not quoted and looks like a number, true, false or null is that.</summary>
    public JsonNode? Json =>
        node switch
        {
            YamlScalarNode { Style: ScalarStyle.Plain, Value: var text } => text switch
            {
                null or "" or "null" => null,
                "true" => true,
                "false" => false,
                _ when long.TryParse(
                        text,
                        NumberStyles.AllowLeadingSign,
                        CultureInfo.InvariantCulture,
                        out var number
                    ) => number,
                _ => text,
            },
            YamlScalarNode quoted => quoted.Value,
            YamlSequenceNode => new JsonArray([.. Items.Select(item => item.Json)]),
            _ => new JsonObject(Entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value.Json))),
        };

    public IntentFileException Fault(string message) => new(file, node.Start.Line, message);
}
