using System.Text;

namespace Steward.Assistant;

/// <summary>
/// What this node's runs say at this moment, for those who read along here: the words come to them before they are stored. Readers on
/// other nodes see what is stored.
/// </summary>
public sealed class RunFeed
{
    private readonly Dictionary<Guid, LiveRun> runs = [];
    private readonly Lock gate = new();

    /// <summary>To be disposed by who follows; what nobody follows any more is forgotten.</summary>
    public LiveRun Follow(Guid run)
    {
        lock (gate)
        {
            if (!runs.TryGetValue(run, out var live))
                runs[run] = live = new(self => Leave(run, self));
            live.Followers++;
            return live;
        }
    }

    private void Leave(Guid run, LiveRun live)
    {
        lock (gate)
            if (--live.Followers == 0)
                runs.Remove(run);
    }
}

/// <summary>One run as it goes on.</summary>
public sealed class LiveRun : IDisposable
{
    private readonly Action<LiveRun> leave;
    private readonly StringBuilder text = new();
    private readonly Lock gate = new();
    private int number;

    internal LiveRun(Action<LiveRun> leave) => this.leave = leave;

    /// <summary>Rings when there is more to read, here or among the stored steps.</summary>
    public Bell Bell { get; } = new();

    internal int Followers { get; set; }

    /// <summary>What the text step of that number has behind the place; null: it is not being said now, what there is is stored.</summary>
    public string? Said(int step, int from)
    {
        lock (gate)
            return number != step ? null
                : from >= text.Length ? ""
                : text.ToString(from, text.Length - from);
    }

    internal void Say(int step, string more)
    {
        lock (gate)
        {
            if (number != step)
                text.Clear();
            number = step;
            text.Append(more);
        }
        Bell.Ring();
    }

    internal void Stored()
    {
        lock (gate)
        {
            number = 0;
            text.Clear();
        }
        Bell.Ring();
    }

    public void Dispose() => leave(this);
}
