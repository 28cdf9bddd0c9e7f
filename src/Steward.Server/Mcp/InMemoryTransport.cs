using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Steward.Server.Rest;

namespace Steward.Server.Mcp;

/// <summary>
/// MCP within this process, for the agents' runs: the same messages, answered by the same service as those over HTTP.
/// </summary>
/// <param name="open">Asked for each message, since who calls may have changed.</param>
internal sealed class InMemoryTransport(Func<McpService> open) : IClientTransport
{
    public string Name => "steward";

    public Task<ITransport> ConnectAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<ITransport>(new Connection(open));

    private sealed class Connection(Func<McpService> open) : ITransport
    {
        private readonly Channel<JsonRpcMessage> answers = Channel.CreateUnbounded<JsonRpcMessage>();
        private readonly CancellationTokenSource closed = new();

        public string? SessionId => null;
        public ChannelReader<JsonRpcMessage> MessageReader => answers.Reader;

        public Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
        {
            // Who sends waits for no answer: several calls go on side by side.
            if (message is JsonRpcRequest request)
                _ = Task.Run(() => Answer(request), CancellationToken.None);
            return Task.CompletedTask;
        }

        public async ValueTask DisposeAsync()
        {
            await closed.CancelAsync();
            answers.Writer.TryComplete();
        }

        private async Task Answer(JsonRpcRequest message)
        {
            JsonRpcMessage answer;
            try
            {
                answer = new JsonRpcResponse { Id = message.Id, Result = await Result(message) };
            }
            catch (McpFault fault)
            {
                answer = Failed(message, fault.Code, fault.Message);
            }
            catch (Exception) when (!closed.IsCancellationRequested)
            {
                answer = Failed(message, McpErrorCode.InternalError, "Something went wrong in Steward itself.");
            }
            catch (OperationCanceledException)
            {
                return;
            }
            answers.Writer.TryWrite(answer);
        }

        private async Task<JsonNode?> Result(JsonRpcRequest message)
        {
            var service = open();
            if (message.Method == RequestMethods.Initialize)
                return Initialized(service.Options());
            using var request = McpRequest.Of(message);
            var result =
                await service.Answer(request, closed.Token)
                ?? throw new McpFault(
                    StatusCodes.Status404NotFound,
                    McpErrorCode.MethodNotFound,
                    $"{message.Method} is not served here."
                );
            using var buffer = JsonBuffer.Rent();
            var json = buffer.Begin();
            json.WriteStartObject();
            result.Write(json);
            json.WriteEndObject();
            json.Flush();
            return JsonNode.Parse(buffer.Written.Span);
        }

        private static JsonNode Initialized(ModelContextProtocol.Server.McpServerOptions options) =>
            JsonSerializer.SerializeToNode(
                new InitializeResult
                {
                    ProtocolVersion = McpVersions.All[^2],
                    Capabilities = options.Capabilities!,
                    ServerInfo = options.ServerInfo!,
                    Instructions = options.ServerInstructions,
                },
                McpJsonUtilities.DefaultOptions
            )!;

        private static JsonRpcError Failed(JsonRpcRequest message, McpErrorCode code, string text) =>
            new()
            {
                Id = message.Id,
                Error = new() { Code = (int)code, Message = text },
            };
    }
}
