using ModelContextProtocol;

namespace Steward.Assistant;

/// <summary>A server could not be asked, or has not answered as it should.</summary>
/// <param name="message">Ends a sentence that begins with its name; partly in the server's words.</param>
/// <param name="isOutage">Whether it is likely to go on so, and counts against its health.</param>
internal sealed class OutsideFault(string message, bool isOutage, Exception? inner = null) : Exception(message, inner)
{
    private const int LongestMessage = 300;

    public bool IsOutage => isOutage;

    /// <summary>The same in Steward's own words alone: for whoever did not ask, and for the log.</summary>
    public string Plain { get; private init; } = message;

    /// <summary>Whether the server has answered, though not well: then it is known that this was all.</summary>
    public bool IsAnswer { get; private init; }

    /// <summary>Whether it has answered as the protocol says: the connection is well.</summary>
    public bool IsRefusal { get; private init; }

    /// <summary>Whether nothing has left Steward.</summary>
    public bool IsUnsent { get; private init; }

    public static OutsideFault Unsent(string message, bool isOutage) => new(message, isOutage) { IsUnsent = true };

    /// <summary>The same before anything was sent.</summary>
    public OutsideFault Unsent(bool isOutage) =>
        new(Message, isOutage, this)
        {
            IsUnsent = true,
            IsRefusal = IsRefusal,
            Plain = Plain,
        };

    /// <summary>What an exception of the protocol's client means.</summary>
    public static OutsideFault Of(Exception fault, bool isTimeout)
    {
        if (Refused(fault) is { } refused)
            return Unsent($"is not called: {refused.Message}", false);
        for (var inner = fault; inner is not null; inner = inner.InnerException)
            switch (inner)
            {
                case OutsideFault known:
                    return known;
                case TooLargeAnswerException:
                    return new("has answered more than is taken", true, fault);
                case McpProtocolException protocol:
                    return new($"has refused: {Short(protocol.Message)}", false, fault)
                    {
                        IsAnswer = true,
                        IsRefusal = true,
                        Plain = $"has refused (code {(int)protocol.ErrorCode})",
                    };
                case HttpRequestException { StatusCode: { } status }:
                    return new($"has answered with status {(int)status}", (int)status is >= 500 or 429, fault)
                    {
                        // A gateway says the others of 500 and more, and knows nothing of what happened behind it.
                        IsAnswer = (int)status is <= 501,
                    };
                case HttpRequestException
                {
                    HttpRequestError: HttpRequestError.ConnectionError
                        or HttpRequestError.NameResolutionError
                        or HttpRequestError.SecureConnectionError
                }:
                    return Unsent("cannot be reached", true);
            }
        return isTimeout || fault is OperationCanceledException or TimeoutException
            ? new("has not answered in time", true, fault)
            : new("has broken off, or does not speak the protocol", true, fault);
    }

    /// <summary>It stands within what the client of HTTP takes for a connection that has failed.</summary>
    private static OutboundRefusedException? Refused(Exception? fault) =>
        fault is null or OutboundRefusedException ? fault as OutboundRefusedException : Refused(fault.InnerException);

    public static string Short(string text) => Texts.HeadAndTail(Texts.Clean(text), LongestMessage);
}
