namespace Steward.Kernel;

/// <summary>
/// Numbers that count on within something, as a project's tasks do (<c>HOME-12</c>). They come from blocks that each server
/// reserves in a short transaction of its own, so that nobody waits for another's commit; gaps are allowed, repetitions are not.
/// </summary>
public sealed class Numbers
{
    private readonly NumberBlocks blocks;
    private readonly Dictionary<Guid, long> previewed = [];

    internal Numbers(NumberBlocks blocks) => this.blocks = blocks;

    /// <summary>The first of as many numbers as are asked for, from 1 on. A preview is told which would come, and takes none.</summary>
    /// <param name="context">Whose call it is.</param>
    /// <param name="within">The id of what they count in.</param>
    /// <param name="howMany">At least 1.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task<long> Next(OperationContext context, Guid within, int howMany, CancellationToken ct)
    {
        if (!context.IsPreview)
            return await blocks.Take(context.Tenant, within, howMany, ct);
        var first = previewed.TryGetValue(within, out var next)
            ? next
            : await blocks.Peek(context.Tenant, within, howMany, ct);
        previewed[within] = first + howMany;
        return first;
    }

    /// <summary>For rows that bring their numbers along: those given away from now on lie behind that one. A preview passes none.</summary>
    public async Task Pass(OperationContext context, Guid within, long number, CancellationToken ct)
    {
        if (!context.IsPreview)
            await blocks.Pass(context.Tenant, within, number, ct);
    }
}
