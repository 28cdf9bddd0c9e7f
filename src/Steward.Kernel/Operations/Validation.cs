using System.Collections;
using System.Text.RegularExpressions;

namespace Steward.Kernel;

/// <summary>Checks values against their attributes, down to the last: all faults at once, each with its pointer.</summary>
internal static partial class Validation
{
    /// <summary>More than these are of no use to anybody, and an answer must not be larger than its request.</summary>
    public const int MostErrors = 100;

    public static void Check(OperationInfo operation, IOperation given)
    {
        List<InputError>? errors = null;
        foreach (var input in operation.Inputs)
        foreach (var error in Check(input, input.Value(given)))
            (errors ??= []).Add(error);
        foreach (var error in Own(given, ""))
            (errors ??= []).Add(error);
        if (errors is not null)
            throw RefusalException.Invalid([.. errors.Take(MostErrors)]);
    }

    public static IEnumerable<InputError> Check(InputInfo input, object? value) =>
        Check(input.Checks, value, input.Pointer, input.Name);

    private static IEnumerable<InputError> Check(
        IReadOnlyList<ValidationAttribute> checks,
        object? value,
        string pointer,
        string name
    )
    {
        foreach (var check in checks)
            if (!check.IsValid(value))
                yield return new(pointer, Code(check), check.FormatErrorMessage($"'{name}'"));
        foreach (var error in Within(value, pointer, name))
            yield return error;
    }

    private static IEnumerable<InputError> Within(object? value, string pointer, string name)
    {
        switch (value)
        {
            case null or ValueType:
                return [];
            case string text:
                return CheckText(text, pointer, name) is { } error ? [error] : [];
            case IEnumerable items:
                return items
                    .Cast<object?>()
                    .SelectMany(
                        (item, place) =>
                            item is null
                                ? [new($"{pointer}/{place}", "required", $"An item of '{name}' may not be null.")]
                                : Within(item, $"{pointer}/{place}", name)
                    );
            default:
                return InputPart
                    .Of(value.GetType())
                    .SelectMany(part =>
                        Check(part.Checks, part.Value(value), $"{pointer}/{part.Name}", $"{name}.{part.Name}")
                    )
                    .Concat(Own(value, pointer));
        }
    }

    public static InputError? CheckText(string text, string pointer, string name) =>
        NoText().IsMatch(text)
            ? new(pointer, "invalid_text", $"'{name}' may not hold a NUL character, half a surrogate pair or U+FFFE.")
            : null;

    private static IEnumerable<InputError> Own(object given, string pointer) =>
        given is IValidatableObject self
            ? self.Validate(new ValidationContext(given))
                .Select(fault => new InputError(
                    fault.MemberNames.FirstOrDefault() is { } member ? $"{pointer}/{Wire.Name(member)}" : pointer,
                    "invalid",
                    fault.ErrorMessage ?? "Not valid."
                ))
            : [];

    private static string Code(ValidationAttribute check) =>
        check switch
        {
            RequiredAttribute => "required",
            MaxLengthAttribute or StringLengthAttribute => "too_long",
            MinLengthAttribute => "too_short",
            RangeAttribute => "out_of_range",
            EmailAddressAttribute => "not_an_email",
            _ => Wire.Name(check.GetType().Name.Replace("Attribute", "")),
        };

    // PostgreSQL stores neither NUL nor half of a surrogate pair, and .NET normalises no U+FFFE; nor does anybody mean them.
    [GeneratedRegex(@"[\0\uFFFE]|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])")]
    private static partial Regex NoText();
}
