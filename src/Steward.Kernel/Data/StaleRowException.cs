namespace Steward.Kernel;

/// <summary>Somebody else changed a row meanwhile.</summary>
internal sealed class StaleRowException(Exception inner) : Exception("A row was changed meanwhile.", inner);
