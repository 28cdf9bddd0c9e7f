namespace Steward.Assistant;

/// <summary>
/// The shapes of texts that no sentence comes near to, the last few thousand of them. A shape is which words of the language stand
/// where; of other words, such as names, it holds nothing.
/// </summary>
internal sealed class Misses(int most)
{
    private const int LongestShape = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<string>> known = [];
    private readonly LinkedList<string> byUse = new();

    public int Count
    {
        get
        {
            lock (gate)
                return known.Count;
        }
    }

    public bool Contains(string shape)
    {
        lock (gate)
        {
            if (!known.TryGetValue(shape, out var node))
                return false;
            byUse.Remove(node);
            byUse.AddFirst(node);
            return true;
        }
    }

    public void Add(string shape)
    {
        if (shape.Length > LongestShape)
            return;
        lock (gate)
        {
            if (known.ContainsKey(shape))
                return;
            known.Add(shape, byUse.AddFirst(shape));
            if (known.Count <= most)
                return;
            known.Remove(byUse.Last!.Value);
            byUse.RemoveLast();
        }
    }
}
