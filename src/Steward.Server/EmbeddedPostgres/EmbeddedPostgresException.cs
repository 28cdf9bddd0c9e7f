namespace Steward.Server.EmbeddedPostgres;

/// <summary>The private PostgreSQL cannot be started. The message is for the operator and says what to do.</summary>
internal sealed class EmbeddedPostgresException(string message, Exception? cause = null) : Exception(message, cause);
