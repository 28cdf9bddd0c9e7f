using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Steward.Server.Rest;

namespace Steward.Server.Live;

/// <summary>https://html.spec.whatwg.org/multipage/server-sent-events.html</summary>
internal sealed class ServerSentEvents(HttpContext http) : ILiveChannel
{
    public async ValueTask Open()
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        // A proxy that gathers answers would keep them back.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await http.Response.StartAsync(http.RequestAborted);
    }

    public async ValueTask Send(IEnumerable<LiveMessage> messages, CancellationToken ct)
    {
        using var buffer = JsonBuffer.Rent();
        foreach (var message in messages)
        {
            var head = message.Position is { } position
                ? $"event: {message.Event}\nid: {position}\ndata: "
                : $"event: {message.Event}\ndata: ";
            var json = buffer.Begin();
            buffer.Write(Encoding.UTF8.GetBytes(head));
            message.WriteData(json);
            json.Flush();
            buffer.Write("\n\n"u8);
            buffer.CopyTo(http.Response.BodyWriter);
        }
        await http.Response.BodyWriter.FlushAsync(ct);
    }

    public ValueTask End(LiveEnd? end, CancellationToken ct)
    {
        if (end is not null)
            return Send([LiveMessage.Of(end)], ct);
        http.Abort();
        return default;
    }
}
