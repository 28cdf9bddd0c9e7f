namespace Steward.Kernel;

/// <summary>An id that a client made: a UUID version 7, so that ids stay in the order of their making.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class Uuid7Attribute() : ValidationAttribute("{0} must be a UUID of version 7.")
{
    public override bool IsValid(object? value) => value is null or Guid { Version: 7 };
}
