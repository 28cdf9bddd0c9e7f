using Steward.Server.Hosting;

namespace Steward.Server.Rest;

/// <summary>Turns one route's requests into its operation, and what comes of it back into HTTP.</summary>
internal sealed class RestEndpoint(
    OperationInfo operation,
    Catalogue catalogue,
    Pipeline pipeline,
    Func<HttpContext, ValueTask<Caller?>> authenticate
)
{
    private readonly RestInput input = new(operation);
    private readonly RestAnswer answer = new(operation, catalogue);

    public async Task Invoke(HttpContext http)
    {
        var scope = http.Features.Get<LogScope>();
        scope?.Operation = operation.Name;
        using var buffer = JsonBuffer.Rent();
        try
        {
            var caller = await Caller(http, scope);
            var call = new CallOptions(http.Request, operation);
            // Without a caller the body is not even read: the pipeline refuses before it asks for the input.
            ReadOnlyMemory<byte> json = default;
            if (caller.Kind is not CallerKind.Anonymous || operation.IsAnonymous)
                json = await input.Read(http, call, buffer);
            var request = new OperationRequest
            {
                Operation = operation,
                Caller = call.TimeZone is null ? caller : caller with { TimeZone = call.TimeZone },
                Input = () => call.Check(() => operation.Parse(json)),
                Preview = call.Preview,
                IdempotencyKey = call.IdempotencyKey,
                IfVersion = call.IfVersion,
            };
            answer.Write(http, await pipeline.Run(request, http.RequestAborted), buffer);
        }
        catch (RefusalException refusal)
        {
            await refusal.Write(http);
        }
    }

    private async ValueTask<Caller> Caller(HttpContext http, LogScope? scope)
    {
        if (!operation.IsAnonymous && await authenticate(http) is { } known)
        {
            scope?.Tenant = known.Tenant;
            scope?.User = known.User;
            return known;
        }
        return Kernel.Caller.Anonymous(
            Surface.Rest,
            scope?.CorrelationId ?? http.TraceIdentifier,
            http.Connection.RemoteIpAddress?.ToString(),
            http.Request.Headers.UserAgent
        );
    }
}
