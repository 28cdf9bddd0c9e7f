using System.Globalization;
using System.Text.Json.Nodes;

namespace Steward.Assistant;

/// <summary>What is said when an intent is done: lines of text, and lists.</summary>
internal sealed class Answer
{
    private readonly List<object> lines = [];

    public static Answer Parse(YamlPart part)
    {
        var answer = new Answer();
        foreach (var line in part.IsList ? part.Items : [part])
            answer.lines.Add(line.IsText ? TextTemplate.Parse(line) : Listed.Parse(line));
        return answer;
    }

    public IEnumerable<ValuePath> Paths =>
        lines.SelectMany(line => line is TextTemplate text ? text.Paths : ((Listed)line).Paths);

    public string With(Values values) =>
        string.Join(
            '\n',
            lines
                .SelectMany(line => line is TextTemplate text ? [text.With(values.Shown)] : ((Listed)line).With(values))
                .Where(line => line.Length > 0)
        );

    /// <summary>A list that an operation answered with. One that was not called is passed over.</summary>
    private sealed record Listed(
        ValuePath Of,
        TextTemplate? None,
        TextTemplate? One,
        TextTemplate? Some,
        TextTemplate? Item,
        TextTemplate? More
    )
    {
        public static Listed Parse(YamlPart part)
        {
            var parts = part.Only("of", "none", "one", "some", "item", "more");
            return new(
                Text("of")?.Alone ?? throw part.Fault("A list in an answer says what it is of, as {list_tasks.items}."),
                Text("none"),
                Text("one"),
                Text("some"),
                Text("item"),
                Text("more")
            );

            TextTemplate? Text(string name) => parts.TryGetValue(name, out var text) ? TextTemplate.Parse(text) : null;
        }

        public IEnumerable<ValuePath> Paths =>
            new[] { None, One, Some, More }
                .OfType<TextTemplate>()
                .SelectMany(text => text.Paths)
                .Where(path => path.Root is not "count")
                .Append(Of);

        public IEnumerable<string> With(Values values)
        {
            if (values.Given(Of) is not JsonArray items)
                return [];
            var count = items.Count.ToString(CultureInfo.InvariantCulture);
            var head = items.Count switch
            {
                0 => None,
                1 => One ?? Some,
                _ => Some,
            };
            return new[] { head?.With(path => path.Root is "count" ? count : values.Shown(path)) }
                .Concat(items.Select(item => Item?.With(values.ShownWith(item))))
                .Append(HasMore(values) ? More?.With(values.Shown) : null)
                .OfType<string>();
        }

        /// <summary>A page tells beside its items whether others follow.</summary>
        private bool HasMore(Values values) =>
            values.Given(Of with { Steps = [.. Of.Steps.SkipLast(1), "next_cursor"] }) is not null;
    }
}
