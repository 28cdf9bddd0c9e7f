using System.Text.RegularExpressions;

namespace Steward.Assistant;

[Operation("find_named", null, Route = "GET /names")]
[Description(
    "Finds the rows that a text names: by their id, their key as HOME-12, or their exact name, of those that you see. A name that more "
        + "than one row has names none."
)]
public sealed partial record FindNamed(
    [property: Required, MaxLength(FindNamed.Longest), Description("What a person has written.")] string Text
) : IQuery<NamesView>
{
    internal const int Longest = 4000;

    internal sealed class Handler(Catalogue catalogue) : IHandler<FindNamed, NamesView>
    {
        private const int MostWords = 200;
        private const int LongestName = 10;

        public async Task<NamesView> Handle(FindNamed query, OperationContext context, CancellationToken ct)
        {
            var found = new List<NameView>();
            var entities = catalogue
                .All.SelectMany(operation => operation.Inputs)
                .Where(input => input is { TakesNames: true, Resource: not null })
                .Select(input => input.Resource!.Entity)
                .Distinct()
                .Order(StringComparer.Ordinal);
            string[] names = [.. Names(query.Text).Distinct(StringComparer.Ordinal)];
            if (names is not [])
                foreach (var entity in entities)
                    found.AddRange(
                        (await context.FindNames(entity, names, ct))
                            .Where(rows => rows.Count() == 1)
                            .Select(rows => new NameView(entity, rows.Single().Id, rows.Key))
                    );
            return new([.. found.DistinctBy(row => row.Id)]);
        }

        /// <summary>Each row of words in the text, without the marks around it.</summary>
        private static IEnumerable<string> Names(string text)
        {
            var words = Word().Matches(text).Take(MostWords).ToList();
            for (var first = 0; first < words.Count; first++)
            for (var last = first; last < Math.Min(words.Count, first + LongestName); last++)
            {
                var name = text[words[first].Index..(words[last].Index + words[last].Length)];
                yield return name;
                if (Bare(name) is { Length: > 0 } bare && bare != name)
                    yield return bare;
            }
        }

        private static string Bare(string name) =>
            name.Trim('"', '\'', '“', '”', '„', '«', '»', '.', ',', '!', '?', ':', ';', '(', ')');
    }

    [GeneratedRegex(@"\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}

public sealed record NamesView(IReadOnlyList<NameView> Items);

public sealed record NameView(string Entity, Guid Id, string Name);
