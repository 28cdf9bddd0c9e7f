using System.Text.Json.Nodes;

namespace Steward.Assistant;

/// <summary>An operation's input with places for values. What is alone in its place keeps its kind; where it is missing, its name is too.</summary>
internal abstract record InputTemplate
{
    private const string AllOf = "all_of";

    public abstract IEnumerable<ValuePath> Paths { get; }

    /// <summary>False: nothing is given.</summary>
    public abstract bool TryFill(Values values, out JsonNode? filled);

    public static InputTemplate Parse(YamlPart part)
    {
        if (part.IsList)
            return new Items([.. part.Items.Select(Parse)]);
        if (part.IsText)
            return part.Json is JsonValue text && text.TryGetValue<string>(out _)
                ? new Text(TextTemplate.Parse(part))
                : new Constant(part.Json);
        return part.Entries.Any(entry => entry.Name == AllOf) ? Set(part) : Fields(part);
    }

    public static Members Fields(YamlPart part) =>
        new([.. part.Entries.Select(entry => (entry.Name, Parse(entry.Value)))]);

    private static More Set(YamlPart part)
    {
        var parts = part.Only(AllOf, "with", "without");
        return new(Path(AllOf), Path("with"), Path("without"));

        ValuePath? Path(string name) =>
            parts.TryGetValue(name, out var value)
                ? TextTemplate.Parse(value).Alone ?? throw value.Fault($"'{name}' is one value, as {{label}}.")
                : null;
    }

    private sealed record Constant(JsonNode? Value) : InputTemplate
    {
        public override IEnumerable<ValuePath> Paths => [];

        public override bool TryFill(Values values, out JsonNode? filled)
        {
            filled = Value?.DeepClone();
            return true;
        }
    }

    private sealed record Text(TextTemplate Template) : InputTemplate
    {
        public override IEnumerable<ValuePath> Paths => Template.Paths;

        public override bool TryFill(Values values, out JsonNode? filled)
        {
            filled = Template.Alone is { } path ? values.Given(path)?.DeepClone() : Template.With(values.Written);
            return filled is not null;
        }
    }

    private sealed record Items(IReadOnlyList<InputTemplate> Each) : InputTemplate
    {
        public override IEnumerable<ValuePath> Paths => Each.SelectMany(item => item.Paths);

        public override bool TryFill(Values values, out JsonNode? filled)
        {
            var items = new JsonArray();
            foreach (var item in Each)
                if (item.TryFill(values, out var one))
                    items.Add(one);
            filled = items;
            return true;
        }
    }

    internal sealed record Members(IReadOnlyList<(string Name, InputTemplate Value)> Each) : InputTemplate
    {
        public override IEnumerable<ValuePath> Paths => Each.SelectMany(member => member.Value.Paths);

        public override bool TryFill(Values values, out JsonNode? filled)
        {
            var members = new JsonObject();
            foreach (var (name, value) in Each)
                if (value.TryFill(values, out var one))
                    members[name] = one;
            filled = members;
            return true;
        }
    }

    /// <summary>A list with one more, or one less.</summary>
    private sealed record More(ValuePath? List, ValuePath? With, ValuePath? Without) : InputTemplate
    {
        public override IEnumerable<ValuePath> Paths => new[] { List, With, Without }.OfType<ValuePath>();

        public override bool TryFill(Values values, out JsonNode? filled)
        {
            var (with, without) = (Value(With), Value(Without));
            var list = (Value(List) as JsonArray ?? [])
                .Where(item => !JsonNode.DeepEquals(item, without) && !JsonNode.DeepEquals(item, with))
                .Select(item => item?.DeepClone());
            filled = new JsonArray([.. list, .. with is null ? [] : new[] { with.DeepClone() }]);
            return true;

            JsonNode? Value(ValuePath? path) => path is null ? null : values.Given(path);
        }
    }
}
