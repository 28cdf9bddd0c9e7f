namespace Steward.Assistant;

/// <summary>Why one provider did not answer one attempt. The message goes on with the provider's name: "is overloaded (429).".</summary>
/// <param name="code">One of <see cref="ModelFaults"/>.</param>
/// <param name="message">For people; holds nothing that the server said.</param>
/// <param name="again">The same provider may answer the next time.</param>
internal sealed class ModelFault(string code, string message, bool again, Exception? cause = null)
    : Exception(message, cause)
{
    public string Code => code;
    public bool Again => again;

    /// <summary>When the server wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider is ill, and not the question: after some of these it is left alone.</summary>
    public bool IsOutage => code is ModelFaults.Unavailable or ModelFaults.Timeout;

    public static ModelFault BadAnswer(string message, Exception? cause = null) =>
        new(ModelFaults.BadAnswer, message, true, cause);
}
