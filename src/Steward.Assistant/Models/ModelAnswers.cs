using System.Net.Http.Headers;
using System.Security.Authentication;

namespace Steward.Assistant;

/// <summary>What the answers of models' servers, and the lack of them, mean. What a server writes into an error is not read: it may repeat the key.</summary>
internal static class ModelAnswers
{
    /// <summary>Throws a <see cref="ModelFault"/> unless the server has begun to answer.</summary>
    public static void Check(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.IsSuccessStatusCode)
            return;
        var status = (int)response.StatusCode;
        var wait = RetryAfter(response.Headers.RetryAfter, now);
        response.Dispose();
        throw status switch
        {
            429 => new(ModelFaults.Overloaded, Overloaded(status, wait), true) { RetryAfter = wait },
            503 or 529 => new(ModelFaults.Unavailable, Overloaded(status, wait), true) { RetryAfter = wait },
            401 or 403 => new ModelFault(ModelFaults.Refused, $"does not accept its key ({status})", false),
            402 => new ModelFault(ModelFaults.Refused, "wants to be paid first (402)", false),
            404 => new ModelFault(ModelFaults.Refused, "knows no such model or address (404)", false),
            413 => new ModelFault(ModelFaults.Refused, "finds the conversation too long (413)", false),
            408 or >= 500 => new ModelFault(ModelFaults.Unavailable, $"has failed ({status})", true),
            _ => new ModelFault(ModelFaults.Refused, $"does not take the question ({status})", false),
        };
    }

    /// <summary>The fault behind whatever the way there, or a client's library, has thrown.</summary>
    public static ModelFault Fault(Exception thrown)
    {
        if (Cause<ModelFault>(thrown) is { } fault)
            return fault;
        // Both come wrapped in what a torn connection comes in, too.
        if (Cause<OutboundRefusedException>(thrown) is not null)
            return new(
                ModelFaults.Refused,
                "is at a private address, which the operator has not allowed",
                false,
                thrown
            );
        if (Cause<AuthenticationException>(thrown) is not null)
            return new(ModelFaults.Refused, "shows a certificate that is not to be trusted", false, thrown);
        return Cause<HttpRequestException>(thrown) is not null || Cause<IOException>(thrown) is not null
            ? new(ModelFaults.Unavailable, "cannot be reached, or broke off", true, thrown)
            : ModelFault.BadAnswer("answered what cannot be understood", thrown);
    }

    private static T? Cause<T>(Exception? thrown)
        where T : Exception
    {
        while (thrown is not (null or T))
            thrown = thrown.InnerException;
        return thrown as T;
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var wait = header?.Delta ?? header?.Date - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string Overloaded(int status, TimeSpan? wait) =>
        wait is { TotalSeconds: >= 1 }
            ? $"is overloaded ({status}) and asks to come back in {Math.Ceiling(wait.Value.TotalSeconds)} s"
            : $"is overloaded ({status})";
}
