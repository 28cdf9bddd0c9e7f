namespace Steward.Server.Live;

/// <summary>
/// Follows the changes for one client: reads what it may see now, through the pipeline as itself, each time that something may have
/// happened, and at every heartbeat; so it ends when the session does.
/// </summary>
internal sealed class LiveConnection(
    Caller caller,
    OperationInfo follow,
    Pipeline pipeline,
    LiveOptions options,
    TimeProvider time
)
{
    private const int AtOnce = 100;

    private string? cursor;
    private long sentAt;

    /// <summary>Reads from the position, or finds out where the feed ends now. Throws the refusal, so that it can be answered as one.</summary>
    public async Task<LiveMessage[]> Begin(string? position, CancellationToken ct)
    {
        cursor = position;
        var feed = await Read(ct);
        return [new("opened", position ?? feed.Cursor), .. feed.Items.Select(LiveMessage.Of)];
    }

    public async Task Run(ILiveChannel channel, LiveMessage[] first, Bell bell, CancellationToken ct)
    {
        await Send(channel, first, ct);
        while (!ct.IsCancellationRequested)
        {
            var seen = bell.Count;
            var before = cursor;
            var feed = await Read(ct);
            if (feed.Items is not [])
                await Send(channel, feed.Items.Select(LiveMessage.Of), ct);
            else if (time.GetElapsedTime(sentAt) >= 0.9 * options.Heartbeat)
                await Send(channel, [new("heartbeat", cursor)], ct);
            if (cursor == before)
                await bell.Wait(seen, options.Heartbeat, ct);
        }
    }

    private async Task<Feed> Read(CancellationToken ct)
    {
        var query = new FollowChanges(cursor, AtOnce);
        var outcome = await pipeline.Run(
            new()
            {
                Operation = follow,
                Caller = caller,
                Input = () => new(query),
            },
            ct
        );
        var feed = (Feed)outcome.Result!;
        cursor = feed.Cursor;
        return feed;
    }

    /// <summary>A client that does not read for long is let go; it comes back with its position.</summary>
    private async Task Send(ILiveChannel channel, IEnumerable<LiveMessage> messages, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.LongestWrite);
        await channel.Send(messages, limit.Token);
        sentAt = time.GetTimestamp();
    }
}

internal sealed record LiveOptions
{
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(20);
    public TimeSpan LongestWrite { get; init; } = TimeSpan.FromSeconds(30);
    public int PerUser { get; init; } = 20;
}
