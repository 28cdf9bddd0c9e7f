namespace Steward.Assistant;

/// <summary>
/// No model can answer, or the one that began to did not end well. The message is for the person and holds neither a key nor what the
/// server said.
/// </summary>
/// <param name="code">Stable: one of <see cref="ModelFaults"/>.</param>
/// <param name="message">What happened and what to do next.</param>
/// <param name="mayRetry">The same call might succeed if it is made again.</param>
public sealed class ModelException(string code, string message, bool mayRetry) : Exception(message)
{
    public string Code => code;
    public bool MayRetry => mayRetry;
}

/// <summary>Why a model does not answer.</summary>
public static class ModelFaults
{
    public const string Unavailable = "model_unavailable";
    public const string Refused = "model_refused";
    public const string Timeout = "model_timeout";
    public const string Overloaded = "model_overloaded";
    public const string NotConfigured = "model_not_configured";
    public const string BadAnswer = "model_bad_answer";
}
