using System.Collections.Concurrent;
using System.Reflection;

namespace Steward.Kernel;

/// <summary>A property of a record that stands within an input: a task's <c>due.time_zone</c>.</summary>
internal sealed class InputPart
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<InputPart>> Known = new();
    private readonly PropertyInfo property;

    private InputPart(PropertyInfo property)
    {
        this.property = property;
        Name = Wire.Name(property.Name);
        Checks = [.. property.GetCustomAttributes<ValidationAttribute>(inherit: true)];
    }

    public string Name { get; }
    public IReadOnlyList<ValidationAttribute> Checks { get; }

    public static IReadOnlyList<InputPart> Of(Type type) =>
        Known.GetOrAdd(
            type,
            static type =>
                [
                    .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                        .Where(property => property.SetMethod is not null && property.GetIndexParameters() is [])
                        .Select(property => new InputPart(property)),
                ]
        );

    public object? Value(object whole) =>
        property.GetValue(whole) switch
        {
            IOptional optional => optional.IsSet ? optional.Value : null,
            var value => value,
        };
}
