using System.Collections;
using System.Reflection;

namespace Steward.Kernel;

/// <summary>One input of an operation.</summary>
public sealed class InputInfo
{
    private InputInfo(PropertyInfo property, ParameterInfo? parameter, IReadOnlySet<string> named, bool isInner)
    {
        Property = property;
        Name = Wire.Name(property.Name);
        Checks = [.. property.GetCustomAttributes<ValidationAttribute>(inherit: true)];
        Resource = property.GetCustomAttribute<ResourceAttribute>();
        TakesNames = Resource is not null && named.Contains(Resource.Entity);
        Description = property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";
        if (TakesNames)
            Description = (Description + " Id or exact name.").TrimStart();
        Items =
            ItemType is { } item && item.IsAssignableTo(typeof(IOperation)) && !isInner
                ? [.. Of(item, named, true)]
                : [];
        IsRequired = parameter is { HasDefaultValue: false };
        Default = parameter is { HasDefaultValue: true } ? parameter.DefaultValue : null;
        IsSecret = property.IsDefined(typeof(SecretAttribute));
        IsNullable =
            !IsRequired || new NullabilityInfoContext().Create(property).WriteState is NullabilityState.Nullable;
    }

    public PropertyInfo Property { get; }
    public string Name { get; }
    public string Pointer => "/" + Name;
    public string Description { get; }
    public IReadOnlyList<ValidationAttribute> Checks { get; }
    public ResourceAttribute? Resource { get; }

    /// <summary>Whether a row's name may stand where its id does.</summary>
    public bool TakesNames { get; }

    /// <summary>The inputs of each item, if these are operations themselves.</summary>
    public IReadOnlyList<InputInfo> Items { get; }

    public bool IsList => ItemType is not null;
    public bool IsRequired { get; }
    public bool IsNullable { get; }
    public object? Default { get; }
    public bool IsSecret { get; }

    /// <summary>The value's type without <see cref="Optional{T}"/> and <see cref="Nullable{T}"/>.</summary>
    public Type ValueType
    {
        get
        {
            var type = Property.PropertyType.IsAssignableTo(typeof(IOptional))
                ? Property.PropertyType.GenericTypeArguments[0]
                : Property.PropertyType;
            return Nullable.GetUnderlyingType(type) ?? type;
        }
    }

    /// <summary>Of a list, what its items are.</summary>
    internal Type? ItemType =>
        ValueType is { IsGenericType: true } list && list.IsAssignableTo(typeof(IEnumerable))
            ? list.GenericTypeArguments[^1]
            : ValueType.GetElementType();

    /// <summary>The value without its <see cref="Optional{T}"/>; absent is null.</summary>
    public object? Value(object operation) =>
        Property.GetValue(operation) switch
        {
            IOptional optional => optional.IsSet ? optional.Value : null,
            var value => value,
        };

    /// <summary>Whether it is given as null, which takes the row out of where it stands.</summary>
    internal bool IsCleared(object operation) => Property.GetValue(operation) is IOptional { IsSet: true, Value: null };

    /// <summary>The ids in a resource input: none, one, or those of a list.</summary>
    internal IEnumerable<Guid> Ids(object operation) =>
        Value(operation) switch
        {
            Guid id => [id],
            UserId user => [user.Value],
            IEnumerable<Guid> ids => ids,
            IEnumerable<UserId> users => users.Select(user => user.Value),
            _ => [],
        };

    /// <param name="operation">The record.</param>
    /// <param name="named">The entities whose rows have names.</param>
    /// <param name="isInner">Whether it is an item of another's input; deeper ones are not looked into.</param>
    internal static IEnumerable<InputInfo> Of(Type operation, IReadOnlySet<string> named, bool isInner = false)
    {
        var parameters = operation
            .GetConstructors()
            .OrderByDescending(constructor => constructor.GetParameters().Length)
            .First()
            .GetParameters()
            .ToDictionary(parameter => parameter.Name!);
        foreach (var property in operation.GetProperties(BindingFlags.Instance | BindingFlags.Public))
            if (property.SetMethod is not null)
                yield return new(property, parameters.GetValueOrDefault(property.Name), named, isInner);
    }
}
