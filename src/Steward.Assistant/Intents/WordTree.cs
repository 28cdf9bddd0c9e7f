namespace Steward.Assistant;

/// <summary>Rows of words, and what each of them stands for.</summary>
internal sealed class WordTree<T>
    where T : class
{
    private readonly Dictionary<int, WordTree<T>> next = [];
    private T? value;

    public void Add(ReadOnlySpan<int> words, T stands)
    {
        var node = this;
        foreach (var word in words)
        {
            if (!node.next.TryGetValue(word, out var child))
                node.next.Add(word, child = new());
            node = child;
        }
        node.value ??= stands;
    }

    /// <summary>Those that stand at a place, with the place behind them.</summary>
    public IEnumerable<(int End, T Value)> At(int[] words, int at)
    {
        var node = this;
        while (at < words.Length && node.next.TryGetValue(words[at], out node))
        {
            at++;
            if (node.value is { } stands)
                yield return (at, stands);
        }
    }
}
