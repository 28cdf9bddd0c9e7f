using Steward.Server.Hosting;

namespace Steward.Server.Rest;

/// <summary>Turns one route's requests into its operation, and what comes of it back into HTTP.</summary>
internal sealed class RestEndpoint(
    OperationInfo operation,
    Catalogue catalogue,
    Pipeline pipeline,
    LargeBodies large,
    RunStream? stream
)
{
    // Made by the first request: the shapes of all operations' inputs and results together would hold up the start.
    private readonly Lazy<RestInput> input = new(() => new(operation));
    private readonly Lazy<RestAnswer> answer = new(() => new(operation, catalogue));

    public async Task Invoke(HttpContext http)
    {
        http.Features.Get<LogScope>()?.Operation = operation.Name;
        using var buffer = JsonBuffer.Rent();
        IDisposable? turn = null;
        try
        {
            // Who signs in may well send a token that does not hold any more.
            var caller = operation.IsAnonymous ? http.KnownCaller ?? http.AnonymousCaller() : http.Caller();
            var call = new CallOptions(http.Request, operation);
            // Without a caller the body is not even read: the pipeline refuses before it asks for the input.
            ReadOnlyMemory<byte> json = default;
            if (caller.Kind is not CallerKind.Anonymous || operation.IsAnonymous)
            {
                turn = large.Allow(http, operation, caller);
                json = await input.Value.Read(http, call, buffer);
            }
            var request = new OperationRequest
            {
                Operation = operation,
                Caller = call.TimeZone is null ? caller : caller with { TimeZone = call.TimeZone },
                Input = () => call.Check(() => operation.Parse(json)),
                Preview = call.Preview,
                IdempotencyKey = call.IdempotencyKey,
                IfVersion = call.IfVersion,
            };
            var outcome = await pipeline.Run(request, http.RequestAborted);
            if (outcome.Preview is null && stream is not null && RunStream.IsAsked(http.Request))
                await stream.Write(http, request.Caller, outcome.Result!);
            else
                answer.Value.Write(http, outcome, buffer);
        }
        catch (RefusalException refusal)
        {
            await refusal.Write(http);
        }
        finally
        {
            turn?.Dispose();
        }
    }
}
