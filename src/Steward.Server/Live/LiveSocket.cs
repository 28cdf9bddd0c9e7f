using System.Net.WebSockets;
using System.Text.Json;
using Steward.Server.Rest;

namespace Steward.Server.Live;

/// <summary>Each message is one text frame: <c>{"event": ..., "id": ..., "data": ...}</c>. What the client sends is not heard.</summary>
internal sealed class LiveSocket(HttpContext http, Action left) : ILiveChannel, IDisposable
{
    /// <summary>A refusal's status stands in the close code: 4401, 4410. RFC 6455 leaves 4000 to 4999 to applications.</summary>
    private const int FirstOwnCode = 4000;

    private WebSocket socket = null!;

    public async ValueTask Open()
    {
        socket = await http.WebSockets.AcceptWebSocketAsync();
        _ = Listen();
    }

    public async ValueTask Send(IEnumerable<LiveMessage> messages, CancellationToken ct)
    {
        using var buffer = JsonBuffer.Rent();
        foreach (var message in messages)
        {
            Write(buffer.Begin(), message);
            await socket.SendAsync(buffer.Written, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
    }

    public async ValueTask End(LiveEnd? end, CancellationToken ct)
    {
        if (end is null)
        {
            await Leave(ct);
            return;
        }
        await Send([LiveMessage.Of(end)], ct);
        var code =
            end == LiveEnd.Stopping
                ? WebSocketCloseStatus.EndpointUnavailable
                : (WebSocketCloseStatus)(FirstOwnCode + end.Status);
        await socket.CloseOutputAsync(code, end.Code, ct);
    }

    public void Dispose() => socket?.Dispose();

    private async ValueTask Leave(CancellationToken ct)
    {
        if (socket.State is WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
        else
            socket.Abort();
    }

    private static void Write(Utf8JsonWriter json, LiveMessage message)
    {
        json.WriteStartObject();
        json.WriteString("event", message.Event);
        json.WriteString("id", message.Position);
        json.WritePropertyName("data");
        message.WriteData(json);
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>Someone must read, for the pings to be answered and the client's close to be noticed.</summary>
    private async Task Listen()
    {
        var ignored = new byte[512];
        try
        {
            while (
                (await socket.ReceiveAsync(ignored.AsMemory(), http.RequestAborted)).MessageType
                    is not WebSocketMessageType.Close
            )
            {
                // What a client has to say, it says by requests.
            }
        }
        catch (Exception gone)
            when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It left without a word.
        }
        left();
    }
}
