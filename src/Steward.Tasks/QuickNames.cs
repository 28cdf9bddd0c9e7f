namespace Steward.Tasks;

/// <summary>Finds whom the names in lines mean: one look-up for each kind, and of sections one for each project.</summary>
internal sealed class QuickNames(IReadOnlyList<QuickLine> lines, OperationContext context)
{
    private const int MostNames = 1000;

    public async Task Find(CancellationToken ct)
    {
        await Find(SpanKind.Project, "project", lines, ct);
        await Find(SpanKind.Label, "label", lines, ct);
        await Find(SpanKind.Assignee, "membership", lines, ct);
        foreach (var inProject in lines.GroupBy(line => line.Project))
            if (inProject.Key is not null)
                await Find(SpanKind.Section, "section", inProject, ct, inProject.Key);
            else
                foreach (var line in inProject)
                    line.LeaveSection();
    }

    private async Task Find(
        SpanKind kind,
        string entity,
        IEnumerable<QuickLine> among,
        CancellationToken ct,
        Guid? within = null
    )
    {
        var names = among.SelectMany(line => line.Names(kind)).Distinct().ToList();
        if (names is [])
            return;
        if (names.Count > MostNames)
            throw RefusalException.Invalid(
                "/text",
                "too_many_names",
                $"At most {MostNames} names are looked up at once; send the text in parts."
            );
        var rows = await context.FindNames(entity, names, ct, within);
        foreach (var line in among)
            line.Resolve(kind, rows);
    }
}
