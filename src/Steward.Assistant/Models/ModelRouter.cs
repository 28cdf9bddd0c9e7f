namespace Steward.Assistant;

/// <summary>A provider as it does now.</summary>
/// <param name="Rests">How long it is left alone, or wants to be.</param>
/// <param name="Line">How long one would wait for a place.</param>
internal sealed record ModelCandidate(ModelProviderOptions Provider, TimeSpan Rests, TimeSpan Line);

/// <summary>In which order providers are asked.</summary>
internal static class ModelRouter
{
    /// <summary>
    /// The places of those that the conversation fits into: who can answer now before who rests, who is free soon before who has a long line,
    /// what was asked for before the others, and else as configured.
    /// </summary>
    /// <param name="all">In the order of the configuration.</param>
    /// <param name="wanted">As <see cref="ModelCall.Model"/>.</param>
    /// <param name="tokens">Of the conversation, the answer included.</param>
    /// <param name="patience">For how long a line one waits although another provider is free.</param>
    public static IReadOnlyList<int> Order(
        IReadOnlyList<ModelCandidate> all,
        string? wanted,
        long tokens,
        TimeSpan patience
    ) =>
        [
            .. Enumerable
                .Range(0, all.Count)
                .Where(place => Fits(all[place].Provider, tokens))
                .OrderBy(place => all[place].Rests > TimeSpan.Zero)
                .ThenBy(place => all[place].Line > patience ? all[place].Line : TimeSpan.Zero)
                .ThenBy(place => Distance(all, all[place].Provider, wanted)),
        ];

    /// <summary>Who would be asked if all were well and free; null: nobody, it fits into none.</summary>
    public static int? Preferred(IReadOnlyList<ModelCandidate> all, string? wanted, long tokens) =>
        Order([.. all.Select(one => one with { Rests = default, Line = default })], wanted, tokens, default)
            is [var first, ..]
            ? first
            : null;

    private static bool Fits(ModelProviderOptions provider, long tokens) => !(provider.ContextTokens < tokens);

    /// <summary>0 is what was asked for. A class that nobody has is answered by the next larger one, then by the next smaller.</summary>
    private static int Distance(IReadOnlyList<ModelCandidate> all, ModelProviderOptions provider, string? wanted)
    {
        if (string.IsNullOrWhiteSpace(wanted))
            return 0;
        if (all.Any(one => Is(one.Provider.Name, wanted)))
            return Is(provider.Name, wanted) ? 0 : 1;
        if (all.Any(one => Is(one.Provider.Model, wanted)))
            return Is(provider.Model, wanted) ? 0 : 1;
        if (ModelNames.Class(wanted.Trim()) is not { } size)
            return 0;
        var above = (provider.Size ?? ModelNames.Size(provider.Model)) - size;
        return above >= 0 ? 2 * above : -2 * above + 1;
    }

    private static bool Is(string name, string wanted) =>
        string.Equals(name, wanted.Trim(), StringComparison.OrdinalIgnoreCase);
}
