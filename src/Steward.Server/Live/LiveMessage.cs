using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Steward.Server.Rest;

namespace Steward.Server.Live;

/// <summary>What the feed says: <c>opened</c>, <c>change</c>, <c>heartbeat</c>, <c>ended</c>.</summary>
/// <param name="Position">Where a client goes on from that has received this; null: it does not move.</param>
internal readonly record struct LiveMessage(string Event, string? Position, object? Data = null)
{
    private static readonly JsonTypeInfo Change = Wire.Json.GetTypeInfo(typeof(ChangeView));
    private static readonly JsonTypeInfo EndType = Wire.Json.GetTypeInfo(typeof(LiveEnd));

    public static LiveMessage Of(ChangeView change) => new("change", change.Position, change);

    public static LiveMessage Of(LiveEnd end) => new("ended", null, end);

    public void WriteData(Utf8JsonWriter json)
    {
        if (Data is null)
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }
        else
            JsonSerializer.Serialize(json, Data, Data is LiveEnd ? EndType : Change);
    }
}

/// <summary>Why the feed ends.</summary>
internal sealed record LiveEnd(string Code, string Detail, int Status)
{
    public static LiveEnd Stopping { get; } = new("server_stopping", "This server stops. Open the feed again.", 503);

    public static LiveEnd Of(RefusalException refusal) => new(refusal.Code, refusal.Message, (int)refusal.Kind);
}

/// <summary>The way to one client: it takes as much as the client reads, and no more.</summary>
internal interface ILiveChannel
{
    ValueTask Open();
    ValueTask Send(IEnumerable<LiveMessage> messages, CancellationToken ct);

    /// <param name="end">Null: the client has left.</param>
    ValueTask End(LiveEnd? end, CancellationToken ct);
}
