namespace Steward.Kernel;

/// <summary>Where and when a phrase is read.</summary>
/// <param name="Now">The time of reading.</param>
/// <param name="Zone">The IANA zone in which "today" and all times are meant.</param>
/// <param name="Language">
/// As <c>en</c>, <c>de</c>, <c>de-AT</c>. Null, or one that there is no file for: each language is tried.
/// </param>
public sealed record PhraseContext(DateTimeOffset Now, string Zone, string? Language = null);
