namespace Steward.Identity;

/// <summary>Why a token was refused: for logs and counters. The caller learns no more than expired or not valid.</summary>
internal enum TokenFault
{
    None,
    Malformed,
    WrongType,
    UnknownIssuer,
    UnknownKey,
    KeysUnavailable,
    BadSignature,
    WrongAudience,
    Expired,
    NotYetValid,
    LivesTooLong,
    MissingClaim,
}

/// <summary>A verified token, or why there is none.</summary>
internal readonly record struct TokenCheck<T>(T? Token, TokenFault Fault)
    where T : class
{
    public static implicit operator TokenCheck<T>(T token) => new(token, TokenFault.None);

    public static implicit operator TokenCheck<T>(TokenFault fault) => new(null, fault);
}
