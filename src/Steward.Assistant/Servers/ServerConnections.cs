using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Steward.Assistant;

/// <summary>Makes the connections to servers: to an address through the guarded way out, to a program in the sandbox.</summary>
internal sealed class ServerConnections(
    OutsideOptions options,
    ServerSecrets secrets,
    ServerSandbox sandbox,
    OutboundHttp outbound,
    TimeProvider time
)
{
    public Task<ServerConnection> Open(OpenedServer server, CancellationToken ct) =>
        server.Url is { } url ? ToAddress(server, new(url), ct) : ToProgram(server, ct);

    private async Task<ServerConnection> ToAddress(OpenedServer server, Uri url, CancellationToken ct)
    {
        var headers = new Dictionary<string, string>();
        if (server.SealedSecret is { } sealedSecret)
            headers[server.Header!] =
                secrets.Open(server.Tenant, server.Id, server.Url!, server.Header!, sealedSecret)
                ?? throw OutsideFault.Unsent(
                    "is not called: its secret was given for another address. Give it again with update_server",
                    false
                );
        // Its own, so that what hangs of it ends with it.
        var http = outbound.Client(
            new()
            {
                Timeout = Timeout.InfiniteTimeSpan,
                MaxBytes = options.Limits.MessageBytes,
                MaxStreamedBytes = options.Limits.MessageBytes,
            }
        );
        var transport = new HttpClientTransport(
            new()
            {
                Endpoint = url,
                TransportMode = HttpTransportMode.StreamableHttp,
                AdditionalHeaders = headers,
                // What it would say unasked nobody waits for.
                EnableStandaloneGetStream = false,
                MaxReconnectionAttempts = 1,
            },
            http
        );
        try
        {
            return new(await Client(transport, ct), null, http, options.Limits, time);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    private async Task<ServerConnection> ToProgram(OpenedServer server, CancellationToken ct)
    {
        var entry =
            options.Find(server.Entry)
            ?? throw OutsideFault.Unsent($"is not started: {server.Entry} is not in the operator's catalogue", false);
        var program = await sandbox.Start(entry, server.Tenant, server.Id, ct);
        try
        {
            var transport = new StreamClientTransport(
                program.Input,
                new BoundedAnswerStream(program.Output, options.Limits.MessageBytes, perLine: true)
            );
            return new(await Client(transport, ct), program, null, options.Limits, time);
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    private Task<McpClient> Client(IClientTransport transport, CancellationToken ct) =>
        McpClient
            .CreateAsync(
                transport,
                new()
                {
                    ClientInfo = new() { Name = "steward", Version = "1" },
                    InitializationTimeout = options.Limits.Start,
                },
                cancellationToken: ct
            )
            // Where it fails it takes its leave first, and heeds no token while it does.
            .WaitAsync(ct);
}
