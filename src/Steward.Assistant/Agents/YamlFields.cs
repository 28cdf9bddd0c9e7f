using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Steward.Assistant;

internal sealed class YamlFaultException(long line, string message) : Exception(message)
{
    public int Line => (int)line;
}

/// <summary>
/// Front matter as YAML: names with texts or lists of texts. It is read event by event, so that neither nesting nor aliases cost anything.
/// </summary>
internal static class YamlFields
{
    private const int Deepest = 8;

    public static List<FrontField> Read(string[] lines, int above, Findings findings)
    {
        var parser = new Parser(new StringReader(string.Join('\n', lines)));
        try
        {
            return Read(parser, above, findings);
        }
        catch (YamlException fault)
        {
            throw new YamlFaultException(fault.Start.Line + above, Sentence(fault));
        }
        // What the parser throws, beside its own, at brackets that do not close and at tags that are no addresses.
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            throw new YamlFaultException(
                (parser.Current?.Start.Line ?? 1) + above,
                "A bracket or a value is missing, or a tag is no address."
            );
        }
    }

    private static List<FrontField> Read(Parser parser, int above, Findings findings)
    {
        var fields = new List<FrontField>();
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
            return fields;
        parser.Consume<DocumentStart>();
        if (parser.Accept<Scalar>(out var nothing) && nothing.Value is "")
            return fields;
        if (!parser.TryConsume<MappingStart>(out _))
            throw new YamlFaultException(parser.Current!.Start.Line + above, "Names with values are expected.");
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var name = Text(parser, above);
            var line = (int)name.Start.Line + above;
            if (parser.TryConsume<SequenceStart>(out var list))
                fields.Add(new(name.Value, line, null, Items(parser, list, above)));
            else if (parser.Accept<MappingStart>(out _))
            {
                Skip(parser, above);
                findings.Add(
                    line,
                    $"'{name.Value}' has names with values; here a text or a list is expected. It was left out."
                );
            }
            else
                fields.Add(new(name.Value, line, Value(Text(parser, above)), null));
        }
        parser.Consume<DocumentEnd>();
        return parser.Accept<StreamEnd>(out _)
            ? fields
            : throw new YamlFaultException(parser.Current!.Start.Line + above, "Nothing more is expected here.");
    }

    private static List<string> Items(Parser parser, NodeEvent list, int above)
    {
        Plain(list, above);
        var items = new List<string>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Text(parser, above).Value);
        return items;
    }

    private static Scalar Text(Parser parser, int above) =>
        parser.TryConsume<Scalar>(out var text)
            ? (Scalar)Plain(text, above)
            : throw new YamlFaultException(
                parser.Current!.Start.Line + above,
                parser.Current is AnchorAlias ? "Aliases are not read here." : "Here a text is expected."
            );

    private static NodeEvent Plain(NodeEvent node, int above) =>
        node.Anchor.IsEmpty
            ? node
            : throw new YamlFaultException(node.Start.Line + above, "Anchors are not read here.");

    private static string? Value(Scalar scalar) =>
        scalar is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } ? null : scalar.Value;

    private static void Skip(Parser parser, int above)
    {
        var depth = 0;
        do
        {
            var node = parser.Consume<ParsingEvent>();
            if (node is AnchorAlias)
                throw new YamlFaultException(node.Start.Line + above, "Aliases are not read here.");
            depth += node.NestingIncrease;
            if (depth > Deepest)
                throw new YamlFaultException(node.Start.Line + above, "This is nested too deeply.");
        } while (depth > 0);
    }

    private static string Sentence(YamlException fault)
    {
        var text = (fault.InnerException?.Message ?? fault.Message).Trim();
        return text.EndsWith('.') ? text : text + ".";
    }
}
