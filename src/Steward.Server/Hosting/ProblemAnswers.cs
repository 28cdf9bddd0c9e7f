using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Steward.Server.Hosting;

/// <summary>The last resort: every failure leaves as a problem, and none takes its reason onto the wire.</summary>
internal sealed partial class ProblemAnswers(RequestDelegate next, ILogger<ProblemAnswers> logger)
{
    public async Task Invoke(HttpContext http)
    {
        try
        {
            await next(http);
            if (IsBare(http.Response))
                await Bare(http.Response.StatusCode).Write(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody is left to answer.
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await Bare(e.StatusCode).Write(http);
        }
        catch (Exception e) when (!http.Response.HasStarted && IsDatabaseAway(e))
        {
            DatabaseAway(e);
            http.Response.Headers.RetryAfter = "5";
            await Bare(StatusCodes.Status503ServiceUnavailable).Write(http);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            Failed(e);
            await Bare(StatusCodes.Status500InternalServerError).Write(http);
        }
    }

    private static bool IsBare(HttpResponse response) =>
        response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null };

    /// <summary>Sought in what it was caused by: EF wraps what it takes for transient.</summary>
    private static bool IsDatabaseAway(Exception? e) =>
        e is not null
        && (
            e is NpgsqlException { InnerException: SocketException or IOException or TimeoutException }
            || e is PostgresException { SqlState: ['5', '7', 'P', ..] }
            || IsDatabaseAway(e.InnerException)
        );

    private static Problem Bare(int status) =>
        status switch
        {
            400 => new(status, "bad_request", "The request is not well formed."),
            404 => new(status, "not_found", "There is nothing here. The addresses stand in /openapi/v1.json."),
            405 => new(
                status,
                "method_not_allowed",
                "This address does not know that method; the Allow header names those it does."
            ),
            408 => new(status, "request_timeout", "The request did not arrive in time. Send it again."),
            413 => new(status, "body_too_large", "The body is larger than this server takes. Send less at once."),
            415 => new(status, "unsupported_media_type", "Send application/json."),
            503 => new(
                status,
                "unavailable",
                "The database cannot be reached at the moment. Try again in a few seconds."
            ),
            >= 500 => new(status, "internal_error", "Something went wrong here. Tell the operator the correlation id."),
            _ => new(status, "refused", "The request was refused."),
        };

    [LoggerMessage(EventName = "database_away", Level = LogLevel.Error, Message = "The database cannot be reached")]
    private partial void DatabaseAway(Exception exception);

    [LoggerMessage(EventName = "unexpected_failure", Level = LogLevel.Error, Message = "A request failed unexpectedly")]
    private partial void Failed(Exception exception);
}
