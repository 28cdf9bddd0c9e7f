using System.Collections;
using System.Text.RegularExpressions;

namespace Steward.Kernel;

/// <summary>Checks values against their attributes: all faults at once, each with its pointer.</summary>
internal static partial class Validation
{
    public static void Check(OperationInfo operation, IOperation given)
    {
        List<InputError>? errors = null;
        foreach (var input in operation.Inputs)
        foreach (var error in Check(input, input.Value(given)))
            (errors ??= []).Add(error);
        if (given is IValidatableObject self)
            foreach (var fault in self.Validate(new ValidationContext(given)))
                (errors ??= []).Add(
                    new(
                        "/" + Wire.Name(fault.MemberNames.FirstOrDefault() ?? ""),
                        "invalid",
                        fault.ErrorMessage ?? "Not valid."
                    )
                );
        if (errors is not null)
            throw RefusalException.Invalid(errors);
    }

    public static IEnumerable<InputError> Check(InputInfo input, object? value)
    {
        if (!IsText(value))
            yield return new(
                input.Pointer,
                "invalid_text",
                $"'{input.Name}' may not hold a NUL character or half a surrogate pair."
            );
        foreach (var check in input.Checks)
            if (!check.IsValid(value))
                yield return new(input.Pointer, Code(check), check.FormatErrorMessage($"'{input.Name}'"));
    }

    /// <summary>PostgreSQL stores no NUL and no half of a surrogate pair; neither does anybody mean them.</summary>
    private static bool IsText(object? value) =>
        value switch
        {
            string text => !text.Contains('\0') && !LoneSurrogate().IsMatch(text),
            IEnumerable<string> texts => texts.All(IsText),
            _ => true,
        };

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

    [GeneratedRegex(@"(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])")]
    private static partial Regex LoneSurrogate();
}
