using System.Text;

namespace Steward.Kernel;

internal static class QueryDescription
{
    public static string Of(QueryVocabulary vocabulary)
    {
        var text = new StringBuilder();
        foreach (var rule in QueryRules.All)
            text.Append("- ").Append(rule).Append('\n');
        text.Append('\n');
        Table(
            text,
            ["field", "also", "operators", "values", "meaning", "example"],
            vocabulary
                .Terms.Where(term => !term.IsFlag)
                .Select(term =>
                    new[]
                    {
                        Code(term.Name),
                        string.Join(", ", term.Aliases.Select(Code)),
                        string.Join(" ", term.Operators.Select(one => Code(one.Written()))),
                        term.Values,
                        term.Description,
                        Code(term.Example),
                    }
                )
        );
        Table(
            text,
            ["flag", "also", "meaning"],
            vocabulary
                .Terms.Where(term => term.IsFlag)
                .Select(term =>
                    new[] { Code(term.Name), string.Join(", ", term.Aliases.Select(Code)), term.Description }
                )
        );
        Table(
            text,
            ["moment", "meaning"],
            QueryMoment.Names.Select(moment => new[] { Code(moment.Key), moment.Value })
        );
        Table(
            text,
            ["order by", "meaning"],
            vocabulary.Sorts.Select(sort => new[] { Code(sort.Name), sort.Description })
        );
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Table(StringBuilder text, string[] head, IEnumerable<string[]> rows)
    {
        var lines = rows.ToList();
        if (lines.Count == 0)
            return;
        Line(head);
        Line([.. head.Select(_ => "---")]);
        lines.ForEach(Line);
        text.Append('\n');

        void Line(string[] cells) =>
            text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|"))).Append(" |\n");
    }

    private static string Code(string text) => $"`{text}`";
}
