using System.Diagnostics.CodeAnalysis;

namespace Steward.Kernel;

/// <summary>A field of a PATCH: absent leaves the value as it is, <c>null</c> clears it.</summary>
public readonly record struct Optional<T>(bool IsSet, T? Value) : IOptional
{
    public static Optional<T> Absent => default;

    object? IOptional.Value => Value;

    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternative.")]
    public static implicit operator Optional<T>(T? value) => new(true, value);

    public T? Or(T? current) => IsSet ? Value : current;
}

internal interface IOptional
{
    bool IsSet { get; }
    object? Value { get; }
}
