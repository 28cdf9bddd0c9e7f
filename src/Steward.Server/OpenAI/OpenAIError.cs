using System.Text.Json;
using Steward.Assistant;
using Steward.Server.Hosting;

namespace Steward.Server.OpenAI;

/// <summary>A failure as OpenAI's clients read it. They decide by the status, and repeat by themselves what they think may pass.</summary>
/// <param name="MayRepeat">False: it would fail again, or do something twice.</param>
internal sealed record OpenAIError(int Status, string Code, string Message, string? Param = null, bool MayRepeat = true)
{
    public static bool IsFor(HttpRequest request) =>
        request.Path.StartsWithSegments(OpenAIApi.Root, StringComparison.OrdinalIgnoreCase);

    public static OpenAIError Of(Problem problem)
    {
        // They know no 422.
        var status =
            problem.Status is StatusCodes.Status422UnprocessableEntity
                ? StatusCodes.Status400BadRequest
                : problem.Status;
        var code = problem.Code switch
        {
            "unknown_agent" => "model_not_found",
            "sign_in_required" or "invalid_token" => "invalid_api_key",
            _ => problem.Code,
        };
        return problem.Errors is IReadOnlyList<InputError> and [var first, ..] errors
            ? new(
                status,
                first.Code,
                string.Join(" ", errors.Select(error => error.Message)),
                first.Pointer is "" ? null : first.Pointer[1..].Replace('/', '.')
            )
            : new(status, code, problem.Detail);
    }

    public static OpenAIError Of(RefusalException refusal) =>
        Of(
            new Problem((int)refusal.Kind, refusal.Code, refusal.Message)
            {
                Errors = refusal.Errors is { Count: > 0 } ? refusal.Errors : null,
            }
        );

    /// <param name="code">Why the run has failed.</param>
    /// <param name="message">The same for people.</param>
    /// <param name="hasCalled">It has called tools: repeated, it might do the same twice.</param>
    public static OpenAIError OfRun(string code, string message, bool hasCalled) =>
        code switch
        {
            _ when hasCalled => new(
                StatusCodes.Status424FailedDependency,
                code,
                $"{message} It had called tools before; what they did is done, and stands among the changes.",
                MayRepeat: false
            ),
            ModelFaults.Overloaded => new(StatusCodes.Status429TooManyRequests, code, message),
            ModelFaults.Unavailable or ModelFaults.BadAnswer => new(StatusCodes.Status502BadGateway, code, message),
            ModelFaults.Timeout => new(StatusCodes.Status504GatewayTimeout, code, message),
            ModelFaults.Refused => new(StatusCodes.Status502BadGateway, code, message, MayRepeat: false),
            ModelFaults.NotConfigured => new(StatusCodes.Status503ServiceUnavailable, code, message, MayRepeat: false),
            "day_limit" => new(StatusCodes.Status429TooManyRequests, "insufficient_quota", message, MayRepeat: false),
            _ => new(StatusCodes.Status424FailedDependency, code, message, MayRepeat: false),
        };

    /// <summary>What stands on the wire, in an answer or as the last event of a stream.</summary>
    public string Json =>
        JsonSerializer.Serialize(
            new
            {
                Error = new
                {
                    Message,
                    Type = Status switch
                    {
                        401 => "authentication_error",
                        403 => "permission_error",
                        429 => "rate_limit_error",
                        424 or >= 500 => "server_error",
                        _ => "invalid_request_error",
                    },
                    Param,
                    Code,
                },
            },
            Wire.Json
        );

    public Task Write(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/json";
        if (!MayRepeat)
            http.Response.Headers["x-should-retry"] = "false";
        return http.Response.WriteAsync(Json, http.RequestAborted);
    }
}
