namespace Steward.Kernel;

public enum RefusalKind
{
    Unauthenticated = 401,
    Forbidden = 403,
    NotFound = 404,
    Conflict = 409,
    Gone = 410,
    PreconditionFailed = 412,
    TooLarge = 413,
    Invalid = 422,
    TooMany = 429,
}

/// <summary>One fault of the input. <c>Pointer</c> is an RFC 6901 JSON pointer into it.</summary>
public sealed record InputError(string Pointer, string Code, string Message);

/// <summary>
/// The one expected failure: the caller's to mend, never a bug. <c>Code</c> is stable and snake_case; the message is shown to
/// people and to models, says what to do next and holds no secret.
/// </summary>
public sealed class RefusalException(RefusalKind kind, string code, string message) : Exception(message)
{
    public RefusalKind Kind => kind;
    public string Code => code;

    /// <summary>The variable parts of the message, so that clients can localize it.</summary>
    public IReadOnlyDictionary<string, object?> Params { get; init; } = new Dictionary<string, object?>();

    public IReadOnlyList<InputError> Errors { get; init; } = [];

    /// <summary>When trying again makes sense.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The few refusals that must leave a trace (a failed sign-in, a reused refresh token): what the handler did is committed,
    /// then the caller is refused. A test fixes their list.
    /// </summary>
    public bool AfterCommit { get; init; }

    public static RefusalException Conflict(string code, string message) => new(RefusalKind.Conflict, code, message);

    public static RefusalException Forbidden(string code, string message) => new(RefusalKind.Forbidden, code, message);

    public static RefusalException NotFound(string entity) =>
        NotFound(entity, new Dictionary<string, object?> { ["entity"] = entity });

    /// <param name="entity">The wire name of what is not there.</param>
    /// <param name="id">The id that was asked for.</param>
    /// <param name="input">The input that named it.</param>
    internal static RefusalException NotFound(string entity, Guid id, string input) =>
        NotFound(
            entity,
            new()
            {
                ["entity"] = entity,
                ["id"] = id,
                ["input"] = input,
            }
        );

    public static RefusalException Invalid(params IReadOnlyList<InputError> errors) =>
        new(
            RefusalKind.Invalid,
            "invalid_input",
            "The input is not valid. " + string.Join(" ", errors.Select(e => e.Message))
        )
        {
            Errors = errors,
        };

    public static RefusalException Invalid(string pointer, string code, string message) =>
        Invalid([new(pointer, code, message)]);

    private static RefusalException NotFound(string entity, Dictionary<string, object?> about) =>
        new(RefusalKind.NotFound, "not_found", $"There is no such {entity.Replace('_', ' ')}, or you may not see it.")
        {
            Params = about,
        };
}
